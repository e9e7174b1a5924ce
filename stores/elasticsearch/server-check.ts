import { setTimeout as delay } from 'node:timers/promises'
import { UserError } from '#core/errors.ts'
import type { Connection } from './connection.ts'
import { EngineFailure } from './failure.ts'

const OLDEST_MAJOR = 9
/**
 * How long to retry a refused password: Elasticsearch refuses the right one for seconds after its
 * start.
 */
export const PASSWORD_PATIENCE_MS = 15_000
const PASSWORD_RETRY_MS = 500
/** Older servers refuse the client's default header, which names version 9. */
const ANY_VERSION = { accept: 'application/json' }

/**
 * Throws UserError unless a supported version of Elasticsearch answers and accepts the password.
 */
export async function checkServer(
  { client, url }: Connection,
  patienceMs: number,
  signal?: AbortSignal,
): Promise<void> {
  const { version } = await retryRefusedPassword(patienceMs, () =>
    client.info({}, { headers: ANY_VERSION, ...(signal && { signal }) }),
  )
  // A foreign server may send no version.
  const number = (version as Partial<typeof version> | undefined)?.number ?? ''
  if (Number.parseInt(number) >= OLDEST_MAJOR) return
  throw new UserError(
    `Elasticsearch at ${url} is version ${number || 'unknown'}; Dateline needs ${OLDEST_MAJOR} or later`,
  )
}

async function retryRefusedPassword<T>(patienceMs: number, work: () => Promise<T>): Promise<T> {
  const started = performance.now()
  for (;;) {
    try {
      return await work()
    } catch (error) {
      const refused = error instanceof EngineFailure && error.status === 401
      if (!refused || performance.now() - started > patienceMs) throw error
      await delay(PASSWORD_RETRY_MS)
    }
  }
}
