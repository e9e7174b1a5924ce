import type { DatabaseSync } from 'node:sqlite'
import { lazyStatements } from './lazy-statements.ts'
import { inTransaction } from './transaction.ts'

/** What is sent to an engine, in this order; a search store takes no ties. */
export const STREAMS = ['entities', 'articles', 'ties'] as const
export type Stream = (typeof STREAMS)[number]

/** How far one filling of an engine is. */
export interface Marks extends Record<Stream, number> {
  /** Nothing beyond it was ever sent: where the engine holds more, another archive or a later state of this one filled it. */
  sent: number
}

/** The archive's own account of what its projections hold. */
export interface MarkKeeper {
  /** All 0 for a filling that is not known, also in an archive of an older version that is only read. */
  marks(target: string): Marks
  /** From here on what goes from the archive is kept in mind for this filling. Call it before sending, in each round. */
  willSend(target: string, streams: readonly Stream[], rev: number): void
  /** All of the stream up to `rev` is in the engine. */
  setMark(target: string, stream: Stream, rev: number): void
  /** For a filling that is no more. */
  forget(target: string): void
}

/** `db` must be a writing connection, unless only `marks` is asked. */
export function createMarkKeeper(db: DatabaseSync): MarkKeeper {
  const lazily = lazyStatements(db)
  const hasMarks = lazily(`select 1 from sqlite_schema where name = 'projection'`)
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
    marks(target) {
      const none: Marks = { sent: 0, entities: 0, articles: 0, ties: 0 }
      if (!hasMarks().get()) return none
      const rows = read().all(target) as { stream: keyof Marks; rev: number }[]
      return { ...none, ...Object.fromEntries(rows.map(({ stream, rev }) => [stream, rev])) }
    },
    willSend(target, streams, rev) {
      inTransaction(db, () => {
        for (const stream of ['sent', ...streams]) add().run(target, stream)
        raise().run(rev, target, 'sent')
      })
    },
    setMark(target, stream, rev) {
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
