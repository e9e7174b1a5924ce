import type { Total } from '#core/page.ts'
import { type Conjunct, allOf, conjunctsOf } from '#core/query/conjuncts.ts'
import { describeQuery } from '#core/query/describe.ts'
import { printQuery } from '#core/query/print.ts'
import type { Query } from '#core/query/tree.ts'
import type { Search, SearchStore } from '#core/search.ts'

/** A part of a search with its number of matches. */
export interface Branch {
  /** Depth in the tree; 0 for top-level conjuncts. */
  depth: number
  /** The part as a query. */
  q: string
  description: string
  /** Its position in `q`; null if it comes from a parameter. */
  position: { start: number; end: number } | null
  /** Number of articles it matches alone. */
  total: Total
  /** Number of articles without it; null for nested parts. */
  without: Total | null
  /** Whether the given article matches it; null without one. */
  matches: boolean | null
}

export interface Explanation {
  total: Total
  branches: Branch[]
  version: number
}

interface Part {
  depth: number
  query: Query
  conjunct: Conjunct
}

/** Counts every branch of a search, and the search without each conjunct. */
export async function explain(
  search: Search,
  article: string | null,
  store: SearchStore,
  signal: AbortSignal,
): Promise<Explanation> {
  const conjuncts = conjunctsOf(search)
  const parts = conjuncts.flatMap((conjunct) => partsOf(conjunct.query, conjunct, 0))
  const without = conjuncts.map((left) => allOf(conjuncts.filter((each) => each !== left)))
  const matching = article === null ? [] : parts.map(({ query }) => asked(query, article))
  const queries = [allOf(conjuncts), ...parts.map(({ query }) => query), ...without, ...matching]
  const { totals, version } = await store.count(queries, signal)

  const [total, ...rest] = totals
  const own = rest.splice(0, parts.length)
  const left = rest.splice(0, without.length)
  const today = new Date()
  return {
    total: total!,
    version,
    branches: parts.map(({ depth, query, conjunct }, i) => ({
      depth,
      q: printQuery(query),
      description: describeQuery(query, today),
      position: conjunct.from === 'q' ? { start: query.start, end: query.end } : null,
      total: own[i]!,
      without: depth === 0 ? left[conjuncts.indexOf(conjunct)]! : null,
      matches: article === null ? null : rest[i]!.value > 0,
    })),
  }
}

function partsOf(query: Query, conjunct: Conjunct, depth: number): Part[] {
  const inner = 'parts' in query ? query.parts : []
  const parts = query.type === 'not' ? [query.part] : inner
  const nested = parts.flatMap((part) => partsOf(part, conjunct, depth + 1))
  return [{ depth, query, conjunct }, ...nested]
}

const asked = (query: Query, id: string): Query => ({
  type: 'and',
  parts: [query, { type: 'article', ids: [id], start: 0, end: 0 }],
  start: query.start,
  end: query.end,
})
