import type { DatabaseSync } from 'node:sqlite'
import { lazyStatements } from '../lazy-statements.ts'
import { inTransaction } from '#core/files/sqlite-transaction.ts'

/** Kinds of changes sent to an engine; a search store takes no ties. */
export const STREAMS = ['entities', 'articles', 'ties'] as const
export type Stream = (typeof STREAMS)[number]

/** The rev up to which a generation of an engine has each stream. */
export interface Checkpoints extends Record<Stream, number> {
  /**
   * Highest rev ever sent. An engine with a later one was filled by another archive, or by a later
   * state of this one.
   */
  sent: number
}

/** The archive's own record of what its projections hold. */
export interface CheckpointLedger {
  /** All 0 for an unknown generation. */
  checkpoints(target: string): Checkpoints
  /** Call before each round of sending: from here on tombstones are kept for this generation. */
  willSend(target: string, streams: readonly Stream[], rev: number): void
  /** Records that the engine has all of the stream up to `rev`. */
  setCheckpoint(target: string, stream: Stream, rev: number): void
  /** Drops the record of a deleted generation. */
  forget(target: string): void
}

/** `db` must be a writing connection unless only `checkpoints` is called. */
export function createCheckpointLedger(db: DatabaseSync): CheckpointLedger {
  const lazily = lazyStatements(db)
  const isRecorded = lazily(`select 1 from sqlite_schema where name = 'projection'`)
  const read = lazily('select stream, rev from projection where target = ?')
  const add = lazily('insert or ignore into projection (target, stream, rev) values (?, ?, 0)')
  const raise = lazily('update projection set rev = max(rev, ?) where target = ? and stream = ?')
  const remove = lazily('delete from projection where target = ?')
  const prune = [
    lazily(
      `delete from gone where b = '' and
         rev <= ifnull((select min(rev) from projection where stream = 'entities'), rev)`,
    ),
    lazily(
      `delete from gone where b <> '' and
         rev <= ifnull((select min(rev) from projection where stream = 'ties'), rev)`,
    ),
  ]

  return {
    checkpoints(target) {
      const none: Checkpoints = { sent: 0, entities: 0, articles: 0, ties: 0 }
      if (!isRecorded().get()) return none
      const rows = read().all(target) as { stream: keyof Checkpoints; rev: number }[]
      return { ...none, ...Object.fromEntries(rows.map(({ stream, rev }) => [stream, rev])) }
    },
    willSend(target, streams, rev) {
      inTransaction(db, () => {
        for (const stream of ['sent', ...streams]) add().run(target, stream)
        raise().run(rev, target, 'sent')
      })
    },
    setCheckpoint(target, stream, rev) {
      inTransaction(db, () => {
        raise().run(rev, target, stream)
        if (stream !== 'articles') for (const statement of prune) statement().run()
      })
    },
    forget(target) {
      inTransaction(db, () => {
        remove().run(target)
        for (const statement of prune) statement().run()
      })
    },
  }
}
