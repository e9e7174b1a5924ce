import { randomUUID } from 'node:crypto'
import { closeSync, existsSync, mkdirSync, openSync, readSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { UserError } from '#core/errors.ts'
import { damageSentence, isBusy, isDamage, isUnusable } from '#core/files/sqlite-errors.ts'
import { hasLog, openForReading, readMainFile } from '#core/files/sqlite-file.ts'
import { type ArticleWriter, createArticleWriter } from './articles.ts'
import { type Ledger, createLedger } from './ledger.ts'
import { checkOurs, isEmpty, isOutdated, migrate } from './schema.ts'
import { inTransaction } from '#core/files/sqlite-transaction.ts'

/**
 * The SQLite file that is the source of truth. One process at a time writes it; any number read.
 * Everything is synchronous: when `write` returns, the batch is in the file and survives a crash.
 */
export interface Archive extends ArticleWriter, Ledger {
  readonly path: string
  /** The connection, for what shares the file and the transaction: the full-text index. */
  readonly db: DatabaseSync
  /** True if it holds the invented sample news. */
  readonly sample: boolean
  close(): void
}

/** Thrown if another process writes the archive. */
export class ArchiveBusyError extends UserError {}

export type OpenOptions = { write: true; create?: boolean; sample?: boolean } | { write: false }

const SQLITE_HEADER = 'SQLite format 3\0'

/**
 * Opens an archive, migrating an older one first even if it is only to be read. Throws UserError if
 * the file is missing, damaged, newer, of another program, or being written.
 */
export function openArchive(path: string, options: OpenOptions): Archive {
  const create = options.write && options.create === true
  const found = checkFile(path, create)
  if (found === 'outdated' && !options.write) bringUpToDate(path)
  if (create) mkdirSync(dirname(path), { recursive: true })

  const lock = options.write ? takeWriterLock(path) : null
  try {
    const { db, sample } = openDatabase(path, options)
    return {
      path,
      db,
      sample,
      ...createArticleWriter(db),
      ...createLedger(db),
      close() {
        if (options.write) emptyLog(db)
        db.close()
        lock?.close()
      },
    }
  } catch (error) {
    lock?.close()
    throw error
  }
}

/** Like `openArchive` for writing; null if another process writes the archive. */
export function openIfFree(path: string): Archive | null {
  try {
    return openArchive(path, { write: true })
  } catch (error) {
    if (error instanceof ArchiveBusyError) return null
    throw error
  }
}

function bringUpToDate(path: string): void {
  try {
    openArchive(path, { write: true }).close()
  } catch (cause) {
    if (!isUnusable(cause)) throw cause
    throw new UserError(
      `${path} was written by an earlier Dateline and cannot be updated in a read-only place; run \`dateline status\` on a writable copy`,
      { cause },
    )
  }
}

function openDatabase(path: string, options: OpenOptions) {
  return connect(path, !options.write, (db) => {
    if (options.write) prepareForWriting(db, options.sample === true)
    db.exec('pragma cache_size = -32768; pragma trusted_schema = off')
    return { db, sample: isSample(db, path) }
  })
}

/** Opens a file that is empty or an archive, and closes it again if the work fails. */
function connect<T>(path: string, readOnly: boolean, work: (db: DatabaseSync) => T): T {
  let db: DatabaseSync | undefined
  try {
    db = readOnly ? openForReading(path) : new DatabaseSync(path, { timeout: 5000 })
    checkOurs(db, path)
    return work(db)
  } catch (error) {
    db?.close()
    throw isDamage(error) ? damaged(path, error) : error
  }
}

function prepareForWriting(db: DatabaseSync, sample: boolean): void {
  // FULL, so that not even a power cut loses an acknowledged batch.
  db.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = off')
  inTransaction(db, () => {
    migrate(db)
    db.prepare(
      'insert or ignore into state (one, id, rev, articles, sentences, sample) values (1, ?, 0, 0, 0, ?)',
    ).run(randomUUID(), sample ? 1 : 0)
  })
}

/**
 * Makes the file alone the whole archive while others still read it. If this fails, the data is
 * still in the log.
 */
function emptyLog(db: DatabaseSync): void {
  try {
    db.exec('pragma busy_timeout = 1000; pragma wal_checkpoint(truncate)')
  } catch {
    // The next process to open the file does it.
  }
}

function isSample(db: DatabaseSync, path: string): boolean {
  if (isEmpty(db)) throw missing(path)
  const state = db.prepare('select sample from state').get() as { sample: number } | undefined
  if (!state) throw damaged(path)
  return state.sample === 1
}

/** Checks read-only, so that a refused file stays byte for byte as it was. */
function checkFile(path: string, create: boolean): 'new' | 'outdated' | 'current' {
  if (path === '')
    throw new UserError('the archive has no name; --archive takes the path of a file')
  if (!existsSync(path)) {
    if (create) return 'new'
    throw missing(path)
  }
  if (statSync(path).isDirectory()) {
    throw new UserError(`${path} is a folder; the archive is a file`)
  }
  const header = readHeader(path)
  if (header !== '' && header !== SQLITE_HEADER) {
    throw new UserError(`${path} is not a Dateline archive; it was left as it is`)
  }
  return connect(path, true, (db) => {
    checkLog(db, path)
    const outdated = isOutdated(db)
    db.close()
    return outdated ? 'outdated' : 'current'
  })
}

/** SQLite would replay a log left by another archive into this one. */
function checkLog(db: DatabaseSync, path: string): void {
  if (!hasLog(path) || isEmpty(db)) return
  const main = readMainFile(path)
  const state = db.prepare('select id from state').get() as { id: string } | undefined
  if (!main || !state || main.id === state.id) return
  throw new UserError(
    `${path} was overwritten while it was in use, and ${path}-wal belongs to the earlier archive; stop Dateline, delete ${path}-wal and ${path}-shm, and try again`,
  )
}

function readHeader(path: string): string {
  const file = openSync(path, 'r')
  try {
    const buffer = Buffer.alloc(SQLITE_HEADER.length)
    const length = readSync(file, buffer)
    return buffer.toString('latin1', 0, length)
  } finally {
    closeSync(file)
  }
}

/**
 * Locks a file beside the archive by an open exclusive transaction, which ends with the process.
 * Throws ArchiveBusyError if another holds it.
 */
export function takeWriterLock(path: string): DatabaseSync {
  const lock = new DatabaseSync(`${path}-writer`)
  try {
    lock.exec('begin exclusive')
    return lock
  } catch (error) {
    lock.close()
    if (!isBusy(error)) throw error
    throw new ArchiveBusyError(
      `${path} is being written by another process; wait until it has finished`,
    )
  }
}

function missing(path: string): UserError {
  return new UserError(`there is no archive at ${path}; \`dateline index FILE\` creates one`)
}

function damaged(path: string, cause?: unknown): UserError {
  return new UserError(damageSentence(path), { cause })
}
