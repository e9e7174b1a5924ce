import { setTimeout as wait } from 'node:timers/promises'
import type { Driver } from 'neo4j-driver'
import { UserError } from '#core/errors.ts'
import { createConnectOnce } from '../shared/connect-once.ts'
import type { EngineAddress } from '../shared/engine-address.ts'
import { untrusted } from '../shared/tls-errors.ts'
import { backend } from './backend.ts'
import { attempt, checkServer, distrustOf, isBadPassword, isNoBolt, within } from './connection.ts'

/**
 * A restarting server may refuse the right password for a while; too many attempts would lock the
 * user out.
 */
export const PASSWORD_PATIENCE_MS = 15_000
const RETRY_MS = 7_000

export interface ConnectTimeouts {
  /** How long to retry a refused password on first contact. */
  patienceMs: number
  answerMs: number
}

/**
 * Checks a server's version and password before the first query. Throws UserError if it cannot be
 * used, StoreError if it is unreachable.
 */
export function createServerCheck(
  address: EngineAddress,
  { patienceMs, answerMs }: ConnectTimeouts,
) {
  return createConnectOnce(patienceMs, (patience, driver: Driver) =>
    checkConnection(driver, address, patience, answerMs),
  )
}

async function checkConnection(
  driver: Driver,
  { url, user }: EngineAddress,
  patience: number,
  ms: number,
) {
  for (const end = performance.now() + patience; ; await wait(RETRY_MS)) {
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
      if (performance.now() + RETRY_MS <= end) continue
      throw new UserError(
        `Neo4j at ${url} refuses the password of ${user ?? 'neo4j'}; check DATELINE_NEO4J_USER and DATELINE_NEO4J_PASSWORD`,
        { cause: error },
      )
    }
  }
}
