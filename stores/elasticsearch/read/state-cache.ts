import { StoreError } from '#core/errors.ts'
import type { ArchiveState } from '#core/projection.ts'
import type { Connection } from '../connection.ts'
import type { Names } from '../index-names.ts'
import { SERVED, readRecord } from '../state-document.ts'

/** Another process fills the engine: what it says is believed for so long. */
const FRESH_MS = 500

/** The state of the archive that answers are of. */
export function createStateReader(connection: Connection, names: Names) {
  let known: Promise<ArchiveState> | null = null
  let until = 0

  async function read(): Promise<ArchiveState> {
    const record = await readRecord(connection, names, SERVED)
    if (record) return record.state
    throw new StoreError(
      'elasticsearch',
      'Elasticsearch holds no archive yet; `dateline project` fills it',
    )
  }

  return (): Promise<ArchiveState> => {
    if (known && performance.now() < until) return known
    const reading = read()
    // The next one asks again.
    reading.catch(() => known === reading && (known = null))
    known = reading
    until = performance.now() + FRESH_MS
    return reading
  }
}

export type ReadState = ReturnType<typeof createStateReader>
