import { setTimeout as delay } from 'node:timers/promises'
import { UserError } from '#core/errors.ts'
import type { Connection } from './connection.ts'
import { EngineFailure } from './failure.ts'

const OLDEST_MAJOR = 9
/** How long a password that is refused is tried again. */
export const PASSWORD_PATIENCE_MS = 15_000
const PASSWORD_AGAIN_MS = 500

interface Greeting {
  version?: { number?: string }
  tagline?: string
}

/** Throws UserError unless an Elasticsearch that will do answers, and takes the password. */
export async function checkServer(connection: Connection, patienceMs: number): Promise<void> {
  const greeting = await patiently(patienceMs, () =>
    connection.read<Greeting>({ method: 'GET', path: '/', plain: true }),
  )
  const version = greeting.version?.number ?? ''
  if (Number.parseInt(version) >= OLDEST_MAJOR) return
  throw new UserError(
    `Elasticsearch at ${connection.url} is version ${version || 'unknown'}; Dateline needs ${OLDEST_MAJOR} or later`,
  )
}

/** For some seconds after its start Elasticsearch refuses even the right password. */
async function patiently<T>(patienceMs: number, work: () => Promise<T>): Promise<T> {
  const started = performance.now()
  for (;;) {
    try {
      return await work()
    } catch (error) {
      const refused = error instanceof EngineFailure && error.status === 401
      if (!refused || performance.now() - started > patienceMs) throw error
      await delay(PASSWORD_AGAIN_MS)
    }
  }
}
