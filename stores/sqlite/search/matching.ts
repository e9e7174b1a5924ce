import type { DatabaseSync } from 'node:sqlite'
import { FIELDS, TEXT_FIELDS } from '#core/fields.ts'
import { type Conjunct, allOf } from '#core/query/conjuncts.ts'
import { isOneWord, isRanked, positiveTerms } from '#core/query/terms.ts'
import type { Query, Term } from '#core/query/tree.ts'
import type { Columns } from './columns.ts'
import { type Evaluator, createEvaluator } from './evaluate.ts'
import { formsIn, isExpressible, toMatch } from './match-expression.ts'
import { createStemRanking } from './rank-by-stem.ts'
import { type RowSet, countOf, rowsOf } from './row-set.ts'
import { keyOf } from './set-memory.ts'

/** Weights for bm25, in the order of the columns of `fulltext`. */
const WEIGHTS = TEXT_FIELDS.map((field) => FIELDS[field].weight.toFixed(1)).join(', ')

/**
 * FTS5 ranks at about 1 µs a match: of more matches than this, only the latest are ranked; the
 * others follow by date.
 */
const RANKED = 25_000

/** Limits of the work for one search. */
export interface SearchLimits {
  /** Maximum number of ranked matches. */
  ranked?: number | undefined
  /** Maximum number of texts read for one distance or sentence. */
  verified?: number | undefined
  /** Maximum number of rows that prefixes may match in total. */
  prefixRows?: number | undefined
}

/** The ranked articles, latest first. */
export interface Ranking {
  rows: Int32Array
  /** bm25 of each: negative, and lower is better. */
  scores: Float64Array
  /** True if some matches were not ranked. */
  partial: boolean
  /** True if the rows are exactly the matches. */
  exact: boolean
}

export interface Matcher {
  /** Articles that satisfy all conjuncts. */
  matching(conjuncts: readonly Conjunct[]): RowSet
  /** The same in order; the same array as long as the set is remembered. */
  rows(conjuncts: readonly Conjunct[]): Int32Array
  readonly evaluator: Evaluator
  /** Maximum number of ranked matches. */
  readonly ranked: number
  /** Null if the query has nothing to rank. May include rows that do not match. */
  ranking(query: Query | null): Ranking | null
}

/** If there are more matches than `ranked`, only the latest get a score. */
export function createMatcher(
  db: DatabaseSync,
  columns: Columns,
  { ranked = RANKED, verified }: SearchLimits = {},
): Matcher {
  const formsOf = formsIn(db)
  const evaluator = createEvaluator(db, columns, formsOf, verified)
  const latestScored = db.prepare(
    `select rowid, bm25(fulltext, ${WEIGHTS}) from fulltext where fulltext match ? order by rowid desc limit ?`,
  )
  latestScored.setReturnArrays(true)

  const rankByStem = createStemRanking(db, formsOf, WEIGHTS)

  /**
   * Everything a match must contain as one expression: it finds fewer rows than any single word.
   */
  function wholeExpression(query: Query): string | null {
    const parts = query.type === 'and' ? query.parts : [query]
    const expressible = parts.filter(isExpressible)
    const isWhole = parts.every(
      (part) => (part.type !== 'or' && isExpressible(part)) || positiveTerms(part).length === 0,
    )
    return isWhole
      ? toMatch({ ...query, type: 'and', parts: expressible }, formsOf).expression
      : null
  }

  function rankWhole(query: Query, expression: string): Ranking {
    const found = latestScored.all(expression, ranked + 1) as unknown as Scored[]
    const partial = found.length > ranked
    const kept = partial ? found.slice(0, ranked) : found
    return {
      rows: Int32Array.from(kept, ([row]) => row),
      scores: Float64Array.from(kept, ([, score]) => score),
      partial,
      exact: !partial && isExpressible(query),
    }
  }

  function rankMatches(query: Query): Ranking {
    const matches = rowsOf(evaluator.evaluate(query))
    const partial = matches.length > ranked
    const rows = (partial ? matches.slice(-ranked) : matches).reverse()
    const scores = rankByStem.scores({
      groups: groupsOf(query).filter((terms) => !terms.some(isEverywhere)),
      from: rows.at(-1) ?? 0,
      size: columns.size,
      articles: columns.all().length,
    })
    return {
      rows,
      scores: Float64Array.from(rows, (row) => scores[row]!),
      partial,
      exact: !partial,
    }
  }

  /** BM25 gives such a word no weight, and takes a tenth of a second per million articles to find that out. */
  function isEverywhere(part: Query): boolean {
    if (!evaluator.isCommon(part)) return false
    return countOf(evaluator.evaluate(part)) > Math.max(ranked, columns.all().length / 2)
  }

  /** What ranks the matches of a query; null where its words are in most articles. */
  function telling(query: Query): Query | null {
    if (query.type !== 'and') return isEverywhere(query) ? null : query
    const parts = query.parts.filter((part) => !isEverywhere(part))
    if (parts.length === query.parts.length) return query
    return isRanked({ ...query, parts }) ? { ...query, parts } : null
  }

  /**
   * Ranking by stems reads every article that has one of the words; in one expression FTS5 reads the matches alone, but
   * takes a rare form of a common word for a rare word.
   */
  function rank(query: Query): Ranking {
    const expression = wholeExpression(query)
    return expression === null || hasFewArticles(query)
      ? rankMatches(query)
      : rankWhole(query, expression)
  }

  function hasFewArticles(query: Query): boolean {
    let articles = 0
    return positiveTerms(query).every((term) => {
      if (evaluator.isCommon(term)) return false
      articles += rankByStem.articlesOf(term)
      return articles <= ranked
    })
  }

  const inOrder = new WeakMap<RowSet, Int32Array>()

  function rowsIn(set: RowSet): Int32Array {
    let rows = inOrder.get(set)
    if (!rows) inOrder.set(set, (rows = rowsOf(set)))
    return rows
  }

  const matching = (conjuncts: readonly Conjunct[]) => evaluator.evaluate(allOf(conjuncts))

  return {
    evaluator,
    ranked,
    matching,
    rows: (conjuncts) => rowsIn(matching(conjuncts)),

    ranking(query) {
      if (!query || !isRanked(query)) return null
      const part = telling(query)
      if (!part) return NOTHING_RANKED
      return part === query ? rank(query) : { ...rank(part), exact: false }
    },
  }
}

const NOTHING_RANKED: Ranking = {
  rows: new Int32Array(0),
  scores: new Float64Array(0),
  partial: true,
  exact: false,
}

/** The terms of each part, which count as one word; repeated parts count once. */
function groupsOf(query: Query): Term[][] {
  const groups = wordsOf(query).map(positiveTerms)
  return [...new Map(groups.map((terms) => [terms.map(keyOf).join(), terms])).values()]
}

const wordsOf = (query: Query): Query[] =>
  'parts' in query && !isOneWord(query) ? query.parts.flatMap(wordsOf) : [query]

type Scored = [row: number, score: number]
