import { statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import { UserError } from '../errors.ts'
import { isMalformed, isUnusable } from './sqlite-errors.ts'

const PATIENCE_MS = 5000

/**
 * Opens an archive's file for reading, also on a file system that cannot be written: there SQLite cannot make the
 * files by which it follows a writer, and needs none.
 */
export function openForReading(path: string): DatabaseSync {
  const db = new DatabaseSync(path, { readOnly: true, timeout: PATIENCE_MS })
  try {
    // Also opens the write-ahead log.
    db.prepare('select 1 from sqlite_schema').get()
    return db
  } catch (error) {
    db.close()
    if (!isUnusable(error)) throw error
    if (hasLog(path)) throw unfinished(path, error)
    return openAlone(path)
  }
}

/**
 * Which archive the file itself holds, without what its log adds, and how far; null where it holds none, undefined
 * where that cannot be read, as while SQLite is writing it. Each call opens it anew: a connection that takes the file
 * for one that never changes sees no page beyond its size at opening.
 */
export function readMainFile(path: string): { id: string; rev: number } | null | undefined {
  let db: DatabaseSync | undefined
  try {
    db = openAlone(path)
    const state = db.prepare('select id, rev from state').get()
    return (state as { id: string; rev: number } | undefined) ?? null
  } catch (error) {
    return isMalformed(error) ? undefined : null
  } finally {
    db?.close()
  }
}

/** True if a write-ahead log may hold pages that the file lacks. */
export function hasLog(path: string): boolean {
  return (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0
}

/** Opens a file that nobody writes, without its log and without creating files next to it. */
export function openAlone(path: string): DatabaseSync {
  const url = pathToFileURL(path)
  url.searchParams.set('immutable', '1')
  return new DatabaseSync(url, { readOnly: true })
}

function unfinished(path: string, cause: unknown): UserError {
  return new UserError(
    `${path} cannot be written where it is, and its latest changes are still in ${path}-wal; run \`dateline status\` on it where it can be written, then copy it`,
    { cause },
  )
}
