import { setTimeout as wait } from 'node:timers/promises'
import type { Driver } from 'neo4j-driver'
import { UserError } from '#core/errors.ts'
import { createContact } from '../shared/connect-once.ts'
import type { EngineAddress } from '../shared/engine-address.ts'
import { untrusted } from '../shared/tls-errors.ts'
import { backend } from './backend.ts'
import { attempt, checkServer, distrustOf, isBadPassword, isNoBolt, within } from './connection.ts'

/** A server that restarts may refuse the right password for a while; asking too often would bar the user. */
export const PASSWORD_PATIENCE_MS = 15_000
const ASK_AGAIN_MS = 7_000

export interface ContactOptions {
  /** How long a refused password is tried again at first. */
  patienceMs: number
  answerMs: number
}

/**
 * Asks a server who it is, until it once has said so. Throws UserError on one that cannot be used, StoreError on one
 * out of reach.
 */
export function createNeo4jContact(
  address: EngineAddress,
  { patienceMs, answerMs }: ContactOptions,
) {
  return createContact(patienceMs, (patience, driver: Driver) =>
    meet(driver, address, patience, answerMs),
  )
}

async function meet(driver: Driver, { url, user }: EngineAddress, patience: number, ms: number) {
  for (const end = performance.now() + patience; ; await wait(ASK_AGAIN_MS)) {
    try {
      const { agent } = await within(ms, driver.getServerInfo())
      return checkServer(agent)
    } catch (error) {
      if (isNoBolt(error)) {
        throw new UserError(
          `${url} is not where Neo4j answers its clients (Bolt); the usual address is bolt://HOST:7687`,
          { cause: error },
        )
      }
      const distrust = distrustOf(error)
      if (distrust !== null) throw untrusted(backend, url, distrust, error)
      if (!isBadPassword(error)) return await attempt(() => Promise.reject(error as Error))
      if (performance.now() + ASK_AGAIN_MS <= end) continue
      throw new UserError(
        `Neo4j at ${url} refuses the password of ${user ?? 'neo4j'}; check DATELINE_NEO4J_USER and DATELINE_NEO4J_PASSWORD`,
        { cause: error },
      )
    }
  }
}
