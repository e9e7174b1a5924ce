import type { DatabaseSync } from 'node:sqlite'
import { type StoredReading, sentencesByCity } from '#core/reading.ts'
import { lazyStatements } from './lazy-statements.ts'

/** Index from city to the sentences that name it, for counting and searching. */
export function createLocated(db: DatabaseSync) {
  const lazily = lazyStatements(db)
  const remove = lazily('delete from located where article = ?')
  const put = lazily('insert into located (city, article, sentence) values (?, ?, ?)')

  return {
    /** Replaces the rows of an article; `reading` is as decided by the registry. */
    put(article: number, reading: Pick<StoredReading, 'mentions'>): void {
      remove().run(article)
      for (const [city, sentences] of sentencesByCity(reading)) {
        for (const sentence of sentences) put().run(city, article, sentence)
      }
    },
    remove(article: number): void {
      remove().run(article)
    },
  }
}
