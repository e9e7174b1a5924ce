import type { DatabaseSync } from 'node:sqlite'
import { type StoredReading, speakersOf } from '#core/reading.ts'
import { lazyStatements } from './lazy-statements.ts'

/** Index from entity to the articles that quote it, used to search quotations. */
export function createSaid(db: DatabaseSync) {
  const lazily = lazyStatements(db)
  const remove = lazily('delete from said where article = ?')
  const put = lazily(
    'insert into said (entity, article, nth, direct, inferred) values (?, ?, ?, ?, ?)',
  )

  return {
    /** Replaces the rows of an article; `reading` is as decided by the registry. */
    put(article: number, reading: Pick<StoredReading, 'mentions' | 'quotations'>): void {
      remove().run(article)
      for (const { entity, nth, direct, isInferred } of speakersOf(reading)) {
        put().run(entity, article, nth, direct ? 1 : 0, isInferred ? 1 : 0)
      }
    },
    remove(article: number): void {
      remove().run(article)
    },
  }
}
