import { parseQuery } from '#core/query/parse.ts'
import { printQuery } from '#core/query/print.ts'
import type { Query } from '#core/query/tree.ts'
import { type Filter, filtersOf, without } from './narrow.ts'
import type { SearchState } from './search-state.ts'

/** A wider search: the given one without one part of its query or one filter. */
export interface Relaxation {
  search: SearchState
  /** The removed part of the query. */
  words?: string
  filter?: Filter
}

const MAX_RELAXATIONS = 8

/** Wider searches to offer where this one finds nothing, filters first. */
export function relaxations(search: SearchState): Relaxation[] {
  const filters = filtersOf(search).map((filter) => ({ search: without(search, filter), filter }))
  return [...filters, ...withoutOnePart(search)].slice(0, MAX_RELAXATIONS)
}

/** Only a part that all others are joined to by AND can be left out. */
function withoutOnePart(search: SearchState): Relaxation[] {
  const query = read(search.q)
  const parts = query?.type === 'and' ? query.parts : query ? [query] : []
  if (parts.length === 1 && filtersOf(search).length === 0) return []
  return parts.map((part) => {
    const others = parts.filter((other) => other !== part)
    const q = others.map((other) => printQuery(other, 'not')).join(' ')
    return { search: { ...search, q, cursor: null }, words: printQuery(part) }
  })
}

/** Null also where the query breaks a limit. */
function read(q: string): Query | null {
  try {
    return parseQuery(q).query
  } catch {
    return null
  }
}
