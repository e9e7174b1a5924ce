import { StoreError } from '#core/errors.ts'
import type { ArchiveState } from '#core/projection.ts'
import type { Connection } from '../connection.ts'
import type { Names } from '../index-names.ts'
import { SERVED, readStateDocument } from '../state-document.ts'

/** How long a cached state is used; another process may fill the engine meanwhile. */
const FRESH_MS = 500

/** Reads the state of the archive as searches see it, at most twice a second. */
export function createStateReader(connection: Connection, names: Names) {
  let cached: Promise<ArchiveState> | null = null
  let until = 0

  async function read(): Promise<ArchiveState> {
    const document = await readStateDocument(connection, names, SERVED)
    if (document) return document.state
    throw new StoreError(
      'elasticsearch',
      'Elasticsearch holds no archive yet; `dateline project` fills it',
    )
  }

  return (): Promise<ArchiveState> => {
    if (cached && performance.now() < until) return cached
    const reading = read()
    // Do not cache a failure.
    reading.catch(() => cached === reading && (cached = null))
    cached = reading
    until = performance.now() + FRESH_MS
    return reading
  }
}

export type ReadState = ReturnType<typeof createStateReader>
