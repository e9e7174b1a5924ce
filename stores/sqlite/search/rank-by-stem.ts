import type { DatabaseSync } from 'node:sqlite'
import type { Term } from '#core/query/tree.ts'
import { type FormsOf, formExpressions } from './match-expression.ts'

/*
 * FTS5 ranks every written form as a word of its own, so that a rare form of a common word outweighs all else. Here the
 * forms of a stem are one word: of BM25 = idf · f / (f + K), asked for each form by itself, f / K follows, and those of all
 * forms add up, since K is of the article alone.
 */

/** Of `bm25` in FTS5: k1 + 1. */
const SCALE = 2.2
/** What FTS5 gives words that more than half of all articles have. */
const LEAST_IDF = 1e-6

export interface RankInput {
  /** Terms that count as one word, for each word. */
  groups: readonly (readonly Term[])[]
  /** The first row that is ranked. */
  from: number
  /** Above every row. */
  size: number
  articles: number
}

/** Scores by row of all articles that hold any of the terms; below 0, the lower the better, 0 for others. */
export function createStemRanking(db: DatabaseSync, formsOf: FormsOf, weights: string) {
  const scored = db.prepare(
    `select rowid, bm25(fulltext, ${weights}) from fulltext where fulltext match ? and rowid >= ?`,
  )
  scored.setReturnArrays(true)
  const counted = db.prepare(
    'select count(*) as value from fulltext where fulltext match ? and rowid < ?',
  )

  return ({ groups, from, size, articles }: RankInput): Float64Array => {
    const scores = new Float64Array(size)
    for (const terms of groups) {
      const ratios = new Float64Array(size)
      const rows: number[] = []
      let earlier = 0
      for (const expression of terms.flatMap((term) => formExpressions(term, formsOf))) {
        const found = scored.all(expression, from) as unknown as [row: number, score: number][]
        const before = from > 0 ? (counted.get(expression, from) as { value: number }).value : 0
        earlier += before
        const idf = idfOf(found.length + before, articles)
        for (const [row, score] of found) {
          if (ratios[row] === 0) rows.push(row)
          const share = Math.min(-score / idf / SCALE, 1 - 1e-9)
          ratios[row]! += share / (1 - share)
        }
      }
      const idf = idfOf(rows.length + earlier, articles)
      for (const row of rows) scores[row]! -= (idf * SCALE * ratios[row]!) / (1 + ratios[row]!)
    }
    return scores
  }
}

/** As FTS5 counts it. */
function idfOf(found: number, articles: number): number {
  const idf = Math.log((articles - found + 0.5) / (found + 0.5))
  return idf > 0 ? idf : LEAST_IDF
}
