import { conjunctsOf } from '#core/query/conjuncts.ts'
import type { Query } from '#core/query/tree.ts'
import type { ArticlesQuery, Search } from '#core/search.ts'
import { topK } from '../../shared/top-k.ts'
import type { Columns } from './columns.ts'
import { sortedRows } from './date-orders.ts'
import type { Matcher, Ranking } from './matching.ts'
import type { Stories } from './units.ts'

export interface Slice {
  rows: number[]
  /** Score of each row, higher is better; 0 if it was not ranked. */
  scores: number[]
  /** Number of all matches. */
  total: number
  /** Length of the list: the total, or the number of stories if it is folded. */
  length: number
  /** True if only the latest matches were ranked. */
  partial: boolean
}

/** A list as a whole. */
export type ListQuery = Pick<ArticlesQuery, 'search' | 'sort' | 'fold'>

export interface Orders {
  /** All matching rows. */
  matching(search: Search): Int32Array
  slice(list: ListQuery, offset: number, size: number): Slice
  newestFirst(search: Search): Int32Array
}

type Compare = (x: number, y: number) => number

/**
 * Paging, facets and a change of sorting repeat the same search: the latest answers are cached
 * while the archive stays the same.
 */
const KEPT = 12

export function createOrders(columns: Columns, matcher: Matcher, stories: Stories): Orders {
  const matchings = createMemory<Int32Array>(columns)
  const sorted = createMemory<Int32Array>(columns)
  const rankings = createMemory<Ranking | null>(columns)

  /**
   * Scores of the current ranking by row; one shared array, because one per search is costly to
   * garbage-collect.
   */
  let scores = new Float64Array(0)

  function matching(search: Search): Int32Array {
    return matchings(JSON.stringify(search), () => matcher.rows(conjunctsOf(search)))
  }

  function rankingOf(query: Query | null): Ranking | null {
    return rankings(JSON.stringify(query), () => matcher.ranking(query))
  }

  function byDate(sort: 'newest' | 'oldest'): Compare {
    const rank = columns.rank(sort)
    return (x, y) => rank[x]! - rank[y]!
  }

  /** Equal scores by id; unranked rows follow, newest first. */
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

  /** The scores are those of the ranking at hand. */
  function sliceBy(compare: Compare, rows: Int32Array, { fold, offset, size, sort }: Window) {
    const listed = fold ? stories.firsts(rows, compare) : rows
    // Later rows are mostly newer, and what comes first in a list is best offered first.
    const offered = sort === 'oldest' ? listed : listed.toReversed()
    const shown = topK(offered, offset + size, compare).slice(offset)
    return { rows: shown, total: rows.length, length: listed.length }
  }

  function byRelevance(ranking: Ranking, rows: Int32Array, window: Window): Slice {
    const { partial } = ranking
    return withScores(ranking, () => {
      const slice = sliceBy(byScore(partial), rows, window)
      return { ...slice, scores: slice.rows.map((row) => -scores[row]!), partial }
    })
  }

  return {
    matching,
    newestFirst: (search) =>
      sorted(JSON.stringify(search), () =>
        sortedRows(columns, matcher.matching(conjunctsOf(search)), 'newest'),
      ),
    slice({ search, sort, fold = false }, offset, size) {
      const ranking = sort === 'relevance' ? rankingOf(search.query) : null
      const isFiltered = conjunctsOf({ ...search, query: null }).length > 0
      const rows = ranking?.exact && !isFiltered ? ranking.rows : matching(search)
      const window = { fold, offset, size, sort }
      if (ranking) return byRelevance(ranking, rows, window)
      const compare = byDate(sort === 'oldest' ? 'oldest' : 'newest')
      return { ...sliceBy(compare, rows, window), scores: [], partial: false }
    },
  }
}

/** Which part of a list. */
interface Window {
  sort: ArticlesQuery['sort']
  fold: boolean
  offset: number
  size: number
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
