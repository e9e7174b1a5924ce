import type { DatabaseSync } from 'node:sqlite'
import type { Term } from '#core/query/tree.ts'
import { type FormsOf, formExpressions } from './match-expression.ts'

/*
 * FTS5 ranks every written form as a separate word, so a rare form of a common word outweighs
 * everything else. Here the forms of a stem are one word: from BM25 = idf · f / (f + K), computed
 * per form, follows f / K, and these add up over the forms because K depends only on the article.
 */

/** k1 + 1 in FTS5's `bm25`. */
const SCALE = 2.2
/** FTS5's idf for words in more than half of all articles. */
const LEAST_IDF = 1e-6

export interface RankInput {
  /** Terms that count as one word, for each word. */
  groups: readonly (readonly Term[])[]
  /** The first row to rank. */
  from: number
  /** Greater than every row. */
  size: number
  articles: number
}

/**
 * Scores all articles that contain any of the terms, by row: negative, lower is better, 0 for
 * others.
 */
export function createStemRanking(db: DatabaseSync, formsOf: FormsOf, weights: string) {
  const scored = db.prepare(
    `select rowid, bm25(fulltext, ${weights}) from fulltext where fulltext match ? and rowid >= ?`,
  )
  scored.setReturnArrays(true)
  const counted = db.prepare(
    'select count(*) as value from fulltext where fulltext match ? and rowid < ?',
  )

  /** Articles with a form of the term; an article counts once for each form. */
  function articlesOf(term: Term): number {
    return formExpressions(term, formsOf).reduce(
      (sum, expression) =>
        sum + (counted.get(expression, Number.MAX_SAFE_INTEGER) as unknown as Counted).value,
      0,
    )
  }

  function scores({ groups, from, size, articles }: RankInput): Float64Array {
    const scores = new Float64Array(size)
    for (const terms of groups) {
      const ratios = new Float64Array(size)
      const rows: number[] = []
      let earlier = 0
      for (const expression of terms.flatMap((term) => formExpressions(term, formsOf))) {
        const found = scored.all(expression, from) as unknown as [row: number, score: number][]
        const before = from > 0 ? (counted.get(expression, from) as unknown as Counted).value : 0
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

  return { articlesOf, scores }
}

interface Counted {
  value: number
}

/** The same formula as in FTS5. */
function idfOf(found: number, articles: number): number {
  const idf = Math.log((articles - found + 0.5) / (found + 0.5))
  return idf > 0 ? idf : LEAST_IDF
}
