import type { Facet } from '#core/fields.ts'
import { conjunctsOf, modeOf, withoutFacet } from '#core/query/conjuncts.ts'
import { parseQuery } from '#core/query/parse.ts'
import { printQuery } from '#core/query/print.ts'
import type { Query } from '#core/query/tree.ts'
import { NO_VALUES, withField } from '../narrow.ts'
import type { SearchState } from '../search-state.ts'

/** The values of a facet that a response marks as chosen. */
export interface Chosen {
  included: string[]
  excluded: string[]
}

/** Moves the conditions of `q` on a field into parameters, so that each value can be changed separately. */
export function lifted(search: SearchState, field: Facet, chosen: Chosen): SearchState {
  const query = parsed(search.q)
  const rest = query && withoutFacet(query, field)
  if (!query || (rest && printQuery(rest) === printQuery(query))) return search
  const mode = modeOf(conjunctsOf({ query, filters: { fields: search.fields } }), field)
  const filter = { ...NO_VALUES, [mode]: chosen.included, none: chosen.excluded }
  return withField({ ...search, q: rest ? printQuery(rest) : '' }, field, filter)
}

/** Null also if the query exceeds a limit. */
function parsed(q: string): Query | null {
  try {
    return parseQuery(q).query
  } catch {
    return null
  }
}
