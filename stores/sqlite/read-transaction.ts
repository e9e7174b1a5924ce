import { statSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { StoreError } from '#core/errors.ts'
import { damageSentence, isDamage } from '#core/files/sqlite-errors.ts'
import { readMainFile } from '#core/files/sqlite-file.ts'

/** The state of the archive behind an answer. */
export interface ArchiveVersion {
  id: string
  rev: number
  sentences: number
  stories: number
}

export interface ReadTransaction {
  /** Reads from one state of one archive; throws SQLite's errors only as StoreError. */
  read<T>(answer: (state: ArchiveVersion) => T): T
  /** Lets go of a held state. */
  end(): void
}

/**
 * `store` is the name in StoreErrors; with `held`, all reads until `end` see one state.
 */
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
    end: () => endQuietly(db),
  }
}

/**
 * Detects an archive copied over the one being read. It has the same inode and may be at the same
 * rev, while SQLite still has the old pages and log: an answer would mix the two. SQLite itself
 * writes only log content into the file, never beyond the state of an open transaction.
 */
function createOverwriteGuard(path: string) {
  const opened = placeOf(path)
  let before = { file: '', log: '', rev: -1 }
  let log = ''
  /** Content of the file at its latest change. */
  let held: { id: string; rev: number } | null = null
  let overwritten = false

  function isOther({ id, rev }: ArchiveVersion, now: typeof held): boolean {
    const was = held
    held = now
    // A new archive may exist only in its log.
    if (!now) return was !== null
    return now.id !== id || now.rev > rev || (was !== null && now.rev < was.rev)
  }

  return {
    /** Call it before the transaction begins. */
    look: () => void (log = stampOf(`${path}-wal`)),
    /** Call it within the transaction that read the state. */
    isOverwritten(state: ArchiveVersion): boolean {
      // Another file was moved there: ours stays valid until it is closed.
      if (placeOf(path) !== opened) return overwritten
      const file = stampOf(path)
      if (file !== before.file) {
        const now = readMainFile(path)
        // It is being written: check again with the next answer.
        if (now === undefined) return overwritten
        const isFirst = before.rev < 0
        const isUnlogged = !isFirst && state.rev !== before.rev && log === before.log
        overwritten ||= isOther(state, now) || isUnlogged
      }
      before = { file, log, rev: state.rev }
      return overwritten
    },
    /**
     * Whether a failed read is explained by the file no longer being the one SQLite has in memory.
     */
    explainsDamage(): boolean {
      overwritten ||= before.rev >= 0 && stampOf(path) !== before.file && log === before.log
      return overwritten
    },
  }
}

/** Stays the same when a file is written. */
function placeOf(path: string): string {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false })
  return found ? `${found.dev} ${found.ino}` : ''
}

/** Changes whenever a file is written. */
function stampOf(path: string): string {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false })
  return found ? `${found.dev} ${found.ino} ${found.size} ${found.mtimeNs}` : ''
}

/** Any error here follows an earlier one that was already reported. */
function endQuietly(db: DatabaseSync): void {
  if (!db.isOpen || !db.isTransaction) return
  try {
    db.exec('commit')
  } catch {
    // The error that ended the read is more useful.
  }
}

function replaced(store: string, path: string | null): StoreError {
  const message = `${path} was overwritten by another archive and must be reopened`
  return new StoreError(store, message, { reason: 'replaced' })
}

/** ERR_INVALID_STATE comes from a closed connection; unreadable JSON was damaged on disk. */
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
