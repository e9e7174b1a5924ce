import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { StoreError } from '#core/errors.ts'

const TRIES = 100
const PAUSE_MS = 100
const SQLITE_BUSY = 5

/** Opens a separate connection for data next to the articles; `table` must be one of its tables. */
export function openBeside(path: string, table: string): DatabaseSync {
  // Wait outside SQLite, where waiting does not block the process.
  const db = new DatabaseSync(path, { timeout: 0 })
  const isThere = db.prepare('select 1 from sqlite_schema where name = ?').get(table)
  if (isThere) return db
  db.close()
  throw new StoreError('sqlite', 'the archive is of an earlier Dateline; index into it once')
}

/** Retries while another process writes the archive. */
export async function writing<T>(work: () => T): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return work()
    } catch (error) {
      if ((error as { errcode?: number }).errcode !== SQLITE_BUSY) throw error
      if (tries === TRIES)
        throw new StoreError('sqlite', 'another process writes the archive; try again')
      await pause(PAUSE_MS)
    }
  }
}
