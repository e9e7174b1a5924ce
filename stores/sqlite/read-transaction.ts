import { statSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { StoreError } from '#core/errors.ts'
import { damageSentence, isDamage } from '#core/files/sqlite-errors.ts'
import { readMainFile } from '#core/files/sqlite-file.ts'

/** Of the archive that an answer is of. */
export interface ArchiveVersion {
  id: string
  rev: number
  sentences: number
  stories: number
}

export interface ReadTransaction {
  /** Reads one state of one archive; of SQLite's errors it throws none but as StoreError. */
  read<T>(answer: (state: ArchiveVersion) => T): T
}

/** `store` is what StoreErrors name; `held`: all reads until the connection is closed are of one state. */
export function createReadTransaction(
  db: DatabaseSync,
  store: string,
  { held = false }: { held?: boolean } = {},
): ReadTransaction {
  const path = db.location()
  const stateNow = db.prepare('select id, rev, sentences, stories from state')
  const guard = path === null ? null : createOverwriteGuard(path)

  return {
    read(answer) {
      try {
        guard?.look()
        if (!db.isTransaction) db.exec('begin')
        const state = stateNow.get() as unknown as ArchiveVersion
        if (guard?.isOverwritten(state)) throw replaced(store, path)
        const answered = answer(state)
        if (guard?.isOverwritten(state)) throw replaced(store, path)
        return answered
      } catch (error) {
        const isCopy = isDamage(error) && guard?.explainsDamage()
        throw isCopy ? replaced(store, path) : toStoreError(error, store, path)
      } finally {
        if (!held) endQuietly(db)
      }
    },
  }
}

/**
 * Notices an archive that was copied over the one that is read. It keeps the place on the disk and may be at the same
 * rev, while SQLite goes on with the pages and the log that it has: an answer would mix the two. What SQLite writes
 * into the file comes from the log, and is never beyond the state of an open transaction.
 */
function createOverwriteGuard(path: string) {
  const opened = placeOf(path)
  let before = { file: '', log: '', rev: -1 }
  let log = ''
  /** What the file held at its latest change. */
  let held: { id: string; rev: number } | null = null
  let overwritten = false

  function isOther({ id, rev }: ArchiveVersion, now: typeof held): boolean {
    const was = held
    held = now
    // A new archive may be in its log alone.
    if (!now) return was !== null
    return now.id !== id || now.rev > rev || (was !== null && now.rev < was.rev)
  }

  return {
    /** Call it before the transaction begins. */
    look: () => void (log = stampOf(`${path}-wal`)),
    /** Call it within the transaction that read the state. */
    isOverwritten(state: ArchiveVersion): boolean {
      // Another file was moved there: ours is whole until it is closed.
      if (placeOf(path) !== opened) return overwritten
      const file = stampOf(path)
      if (file !== before.file) {
        const now = readMainFile(path)
        // It is being written: the next answer looks again.
        if (now === undefined) return overwritten
        const isFirst = before.rev < 0
        const isUnlogged = !isFirst && state.rev !== before.rev && log === before.log
        overwritten ||= isOther(state, now) || isUnlogged
      }
      before = { file, log, rev: state.rev }
      return overwritten
    },
    /** Where no state can be read since the file is not the one that SQLite has in memory. */
    explainsDamage(): boolean {
      overwritten ||= before.rev >= 0 && stampOf(path) !== before.file && log === before.log
      return overwritten
    },
  }
}

/** The same however a file is written. */
function placeOf(path: string): string {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false })
  return found ? `${found.dev} ${found.ino}` : ''
}

/** Another whenever a file was written. */
function stampOf(path: string): string {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false })
  return found ? `${found.dev} ${found.ino} ${found.size} ${found.mtimeNs}` : ''
}

/** What goes wrong here has gone wrong before, and was told. */
function endQuietly(db: DatabaseSync): void {
  if (!db.isOpen || !db.isTransaction) return
  try {
    db.exec('commit')
  } catch {
    // The error that ended the read says more.
  }
}

function replaced(store: string, path: string | null): StoreError {
  const message = `${path} was overwritten by another archive, which has to be opened anew`
  return new StoreError(store, message, { reason: 'replaced' })
}

/** ERR_INVALID_STATE is that of a connection which was closed; JSON that cannot be read was damaged on the disk. */
export function toStoreError(error: unknown, store: string, path: string | null): unknown {
  if (!(error instanceof Error)) return error
  if (isDamage(error)) {
    return new StoreError(store, damageSentence(path), { cause: error, reason: 'damaged' })
  }
  if (error instanceof SyntaxError) {
    const message = `${path} holds a damaged article; \`dateline verify --repair\` mends it`
    return new StoreError(store, message, { cause: error, reason: 'damaged' })
  }
  const { code } = error as { code?: string }
  const isOfSqlite = code === 'ERR_SQLITE_ERROR' || code === 'ERR_INVALID_STATE'
  return isOfSqlite ? new StoreError(store, error.message, { cause: error }) : error
}
