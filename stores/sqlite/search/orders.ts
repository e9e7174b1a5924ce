import { conjunctsOf } from '#core/query/conjuncts.ts'
import type { Query } from '#core/query/tree.ts'
import type { ArticleSort, Search } from '#core/search.ts'
import { topK } from '../../shared/top-k.ts'
import type { Columns } from './columns.ts'
import type { Matcher, Ranking } from './matching.ts'
import { rowsOf } from './row-set.ts'

export interface Slice {
  rows: number[]
  /** Of each row, the higher the better; 0 where it was not ranked. */
  scores: number[]
  /** Of all that match. */
  total: number
  /** True where only the latest of the matches were ranked. */
  partial: boolean
}

export interface Orders {
  /** All rows that match. */
  matching(search: Search): Int32Array
  slice(search: Search, sort: ArticleSort, offset: number, size: number): Slice
  newestFirst(search: Search): Int32Array
}

type Compare = (x: number, y: number) => number

/** Paging, facets and a change of sort ask the same again: the latest answers are kept while the archive is the same. */
const KEPT = 12

export function createOrders(columns: Columns, matcher: Matcher): Orders {
  const matchings = createMemory<Int32Array>(columns)
  const sorted = createMemory<Int32Array>(columns)
  const rankings = createMemory<Ranking | null>(columns)

  /** By row, of the ranking at hand: one array for all searches, since one for each is much to collect again. */
  let scores = new Float64Array(0)

  function matching(search: Search): Int32Array {
    return matchings(JSON.stringify(search), () => rowsOf(matcher.matching(conjunctsOf(search))))
  }

  function rankingOf(query: Query | null): Ranking | null {
    return rankings(JSON.stringify(query), () => matcher.ranking(query))
  }

  function byDate(sort: 'newest' | 'oldest'): Compare {
    const rank = columns.rank(sort)
    return (x, y) => rank[x]! - rank[y]!
  }

  /** Equal scores in the order of ids; what was not ranked follows, newest first. */
  function byScore(partial: boolean): Compare {
    const unranked = partial ? byDate('newest') : () => 0
    return (x, y) =>
      scores[x]! - scores[y]! || unranked(x, y) || (columns.id(x) < columns.id(y) ? -1 : 1)
  }

  function withScores<T>(ranking: Ranking, work: () => T): T {
    if (scores.length < columns.size) scores = new Float64Array(columns.size)
    ranking.rows.forEach((row, i) => (scores[row] = ranking.scores[i]!))
    try {
      return work()
    } finally {
      for (const row of ranking.rows) scores[row] = 0
    }
  }

  function byRelevance(ranking: Ranking, rows: Int32Array, offset: number, size: number): Slice {
    const { partial } = ranking
    return withScores(ranking, () => {
      const shown = topK(rows, offset + size, byScore(partial)).slice(offset)
      return { rows: shown, scores: shown.map((row) => -scores[row]!), total: rows.length, partial }
    })
  }

  return {
    matching,
    newestFirst: (search) =>
      sorted(JSON.stringify(search), () => matching(search).toSorted(byDate('newest'))),
    slice(search, sort, offset, size) {
      const ranking = sort === 'relevance' ? rankingOf(search.query) : null
      const isFiltered = conjunctsOf({ ...search, query: null }).length > 0
      const rows = ranking?.exact && !isFiltered ? ranking.rows : matching(search)
      if (ranking) return byRelevance(ranking, rows, offset, size)

      const compare = byDate(sort === 'oldest' ? 'oldest' : 'newest')
      const shown = topK(rows, offset + size, compare).slice(offset)
      return { rows: shown, scores: [], total: rows.length, partial: false }
    },
  }
}

function createMemory<T>(columns: Columns) {
  const kept = new Map<string, T>()
  let version = -1
  return (key: string, compute: () => T): T => {
    if (version !== columns.version) {
      kept.clear()
      version = columns.version
    }
    const value = kept.has(key) ? kept.get(key)! : compute()
    kept.delete(key)
    kept.set(key, value)
    if (kept.size > KEPT) kept.delete(kept.keys().next().value!)
    return value
  }
}
