import { parseQuery } from '#core/query/parse.ts'
import { printQuery } from '#core/query/print.ts'
import type { Query } from '#core/query/tree.ts'
import { FACETS, type Facet } from '#core/fields.ts'
import type { ExplanationAnswer } from '../../api.ts'
import { type Filter, filtersOf, without } from '../narrow.ts'
import type { SearchState } from '../search-state.ts'

/** A wider search: the given one without one part of its query or one filter. */
export interface Relaxation {
  search: SearchState
  /** The removed part of the query. */
  words?: string
  filter?: Filter
}

const MAX_RELAXATIONS = 8

/** Wider searches to offer if this one finds nothing, filters first. */
export function relaxations(search: SearchState): Relaxation[] {
  const filters = filtersOf(search).map((filter) => ({ search: without(search, filter), filter }))
  return [...filters, ...withoutOnePart(search)].slice(0, MAX_RELAXATIONS)
}

/**
 * The number of articles of each wider search, taken from the explanation of the search; null if it does not tell. The
 * explanation's parts are in the order of the query, then of the parameters.
 */
export function countsIn(
  { branches }: ExplanationAnswer,
  wider: readonly Relaxation[],
): (number | null)[] {
  const parts = branches.filter(({ depth }) => depth === 0)
  const typed = parts.filter(({ position }) => position !== null)
  const asked = parts.filter(({ position }) => position === null)
  const words = wider.filter(({ filter }) => !filter)
  const filters = wider
    .filter(({ filter }) => filter)
    .toSorted((a, b) => rank(a.filter!) - rank(b.filter!))
    // Each end of a period is a separate part, so no part is the search without both.
    .flatMap((each) => (isClosed(each.filter!) ? [null, null] : [each]))
  const tell = (each: Relaxation, row: readonly (Relaxation | null)[], told: typeof parts) =>
    row.length === told.length ? (told[row.indexOf(each)]?.without?.value ?? null) : null
  return wider.map((each) => (each.filter ? tell(each, filters, asked) : tell(each, words, typed)))
}

const isClosed = ({ field, values }: Filter): boolean =>
  field === 'date' && values.every((end) => end !== '')

const OTHERS = ['date', 'undated', 'tie']

/** Rank of a filter among the API's parameters; filters of one field keep their order. */
const rank = ({ field }: Filter): number =>
  OTHERS.includes(field) ? OTHERS.indexOf(field) : OTHERS.length + FACETS.indexOf(field as Facet)

/** Only parts joined by AND at the top level can be left out. */
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

/** Null also if the query exceeds a limit. */
function read(q: string): Query | null {
  try {
    return parseQuery(q).query
  } catch {
    return null
  }
}
