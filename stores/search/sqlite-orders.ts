import type { Query } from '#core/query/parse.ts'
import type { ArticleSort, Search } from '#core/search.ts'
import { first } from '../first.ts'
import type { Columns } from './sqlite-columns.ts'
import type { Matcher, Matching, Ranking } from './sqlite-matching.ts'

export interface Slice {
  rows: number[]
  /** Of all that match. */
  total: number
  /** Null where the order is not by relevance. */
  ranking: Ranking | null
}

export interface Orders {
  matching(search: Search): Matching
  slice(search: Search, sort: ArticleSort, offset: number, size: number): Slice
}

type Compare = (x: number, y: number) => number

/** Paging, facets and a change of sort ask the same again: the latest answers are kept while the archive is the same. */
const KEPT = 12

export function createOrders(columns: Columns, matcher: Matcher): Orders {
  const matchings = createMemory<Matching>(columns)
  const rankings = createMemory<Ranking | null>(columns)

  function matching(search: Search, ranking?: Ranking | null): Matching {
    return matchings(JSON.stringify(search), () => matcher.match(search, ranking?.rows))
  }

  function rankingOf(query: Query | null): Ranking | null {
    return rankings(JSON.stringify(query), () => matcher.ranking(query))
  }

  function byDate(sort: 'newest' | 'oldest'): Compare {
    const rank = columns.rank(sort)
    return (x, y) => rank[x]! - rank[y]!
  }

  /** Equal scores in the order of ids; what was not ranked follows, newest first. */
  function byScore({ scores, partial }: Ranking): Compare {
    const unranked = partial ? byDate('newest') : () => 0
    return (x, y) =>
      scores[x]! - scores[y]! || unranked(x, y) || (columns.id(x) < columns.id(y) ? -1 : 1)
  }

  return {
    matching,
    slice(search, sort, offset, size) {
      const ranking = sort === 'relevance' ? rankingOf(search.query) : null
      const { rows } = matching(search, ranking)
      const compare = ranking ? byScore(ranking) : byDate(sort === 'oldest' ? 'oldest' : 'newest')
      const shown = first(rows, offset + size, compare).slice(offset)
      return { rows: shown, total: rows.length, ranking }
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
