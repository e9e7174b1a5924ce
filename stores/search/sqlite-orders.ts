import type { ArticleSort, Search } from '#core/search.ts'
import type { Columns } from './sqlite-columns.ts'
import type { Matcher, Matching } from './sqlite-matching.ts'

export interface Order {
  rows: Int32Array
  /** By row, the higher the better; null where the order is not by relevance. */
  scores: Map<number, number> | null
  partial: boolean
}

export interface Orders {
  matching(search: Search): Matching
  order(search: Search, sort: ArticleSort): Order
}

/** Paging, facets and a change of sort ask the same again: the latest answers are kept while the archive is the same. */
const KEPT = 12

export function createOrders(columns: Columns, matcher: Matcher): Orders {
  const matchings = createMemory<Matching>(columns)
  const orders = createMemory<Order>(columns)

  function matching(search: Search): Matching {
    return matchings(JSON.stringify(search), () => matcher.match(search))
  }

  function byDate(rows: Int32Array, sort: 'newest' | 'oldest'): Int32Array {
    const rank = columns.rank(sort)
    const rowAt = rowsByRank(columns.all(), rank)
    return rows
      .map((row) => rank[row]!)
      .sort()
      .map((place) => rowAt[place]!)
  }

  function byRelevance(search: Search): Order {
    const { rows } = matching(search)
    const ranking = matcher.ranking(search.query)
    if (!ranking) return { rows: byDate(rows, 'newest'), scores: null, partial: false }

    const { scores, partial } = ranking
    const newest = columns.rank('newest')
    const score = (row: number) => scores.get(row) ?? 0
    const sorted = Int32Array.from(rows).sort(
      (x, y) =>
        score(x) - score(y) ||
        (partial && newest[x]! - newest[y]!) ||
        (columns.id(x) < columns.id(y) ? -1 : 1),
    )
    return { rows: sorted, scores, partial }
  }

  return {
    matching,
    order: (search, sort) =>
      orders(JSON.stringify([search, sort]), () =>
        sort === 'relevance'
          ? byRelevance(search)
          : { rows: byDate(matching(search).rows, sort), scores: null, partial: false },
      ),
  }
}

function rowsByRank(all: Int32Array, rank: Int32Array): Int32Array {
  const rows = new Int32Array(all.length)
  for (const row of all) rows[rank[row]!] = row
  return rows
}

function createMemory<T>(columns: Columns) {
  const kept = new Map<string, T>()
  let version = -1
  return (key: string, compute: () => T): T => {
    if (version !== columns.version) {
      kept.clear()
      version = columns.version
    }
    const known = kept.get(key)
    const value = known ?? compute()
    kept.delete(key)
    kept.set(key, value)
    if (kept.size > KEPT) kept.delete(kept.keys().next().value!)
    return value
  }
}
