import type { DatabaseSync } from 'node:sqlite'
import { type StoredReading, sentencesByCity } from '#core/reading.ts'
import { lazyStatements } from './lazy-statements.ts'

/** Which cities an article names, and where: the index by which they are counted and found. */
export function createLocated(db: DatabaseSync) {
  const lazily = lazyStatements(db)
  const remove = lazily('delete from located where article = ?')
  const put = lazily('insert into located (city, article, sentence) values (?, ?, ?)')

  return {
    /** Of a reading as it was decided; what was there before goes. */
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
