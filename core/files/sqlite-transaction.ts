import type { DatabaseSync } from 'node:sqlite'

/** Runs the work in one transaction, rolled back if it throws. */
export function inTransaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec('begin immediate')
  try {
    const result = work()
    db.exec('commit')
    return result
  } catch (error) {
    // A full disk has already rolled back; a second rollback would hide the real error.
    if (db.isTransaction) db.exec('rollback')
    throw error
  }
}

/** Reads one consistent state, regardless of concurrent writes. */
export function snapshot<T>(db: DatabaseSync, read: () => T): T {
  if (db.isTransaction) return read()
  db.exec('begin')
  try {
    return read()
  } finally {
    if (db.isTransaction) db.exec('commit')
  }
}
