import { FIELD_OF_KIND, type Facet } from '#core/fields.ts'
import type { EntityRef } from '#core/graph.ts'
import type { FieldFilter } from '#core/search.ts'
import type { SearchState } from './search-state.ts'

/** Whether an article must have any of the values, all of them, or none. */
export type Mode = keyof FieldFilter

/** One removable filter of a search. */
export interface Filter {
  field: Facet | 'date' | 'undated' | 'tie' | 'story'
  mode: Mode
  values: string[]
}

export const NO_VALUES: FieldFilter = { any: [], all: [], none: [] }

/** Adds the value in this mode, or removes it if it is there; a value is never in two modes at once. */
export function toggled(search: SearchState, field: Facet, value: string, mode: Mode): SearchState {
  const before = search.fields[field] ?? NO_VALUES
  const without = mapModes(before, (values) => values.filter((other) => other !== value))
  const filter = before[mode].includes(value)
    ? without
    : { ...without, [mode]: [...without[mode], value] }
  return withField(search, field, filter)
}

/** Only articles that name all of these entities. */
export function naming(
  search: SearchState,
  entities: Pick<EntityRef, 'id' | 'kind'>[],
): SearchState {
  return entities.reduce((narrowed, { id, kind }) => {
    const field = FIELD_OF_KIND[kind]
    const before = narrowed.fields[field] ?? NO_VALUES
    const all = [...new Set([...before.all, id])]
    return withField(narrowed, field, { ...before, all })
  }, search)
}

/** Switches between matching any and all of the chosen values. */
export function matching(search: SearchState, field: Facet, mode: 'any' | 'all'): SearchState {
  const { any, all, none } = search.fields[field] ?? NO_VALUES
  const values = [...all, ...any]
  return withField(search, field, {
    any: mode === 'any' ? values : [],
    all: mode === 'all' ? values : [],
    none,
  })
}

/** The mode in which another value is included. */
export function includeMode(filter: FieldFilter | undefined): 'any' | 'all' {
  return filter && filter.all.length > 0 && filter.any.length === 0 ? 'all' : 'any'
}

/** Restricts to dates, both inclusive; an empty end is open. */
export function between(search: SearchState, from: string, to: string): SearchState {
  return { ...search, from, to, cursor: null }
}

/** The filters of a search, in the order of the URL. */
export function filtersOf(search: SearchState): Filter[] {
  const fields = Object.entries(search.fields) as [Facet, FieldFilter][]
  const filters: Filter[] = fields.flatMap(([field, { any, all, none }]) => [
    ...(any.length > 0 ? [{ field, mode: 'any' as const, values: any }] : []),
    ...all.map((value) => ({ field, mode: 'all' as const, values: [value] })),
    ...none.map((value) => ({ field, mode: 'none' as const, values: [value] })),
  ])
  if (search.from || search.to) {
    filters.push({ field: 'date', mode: 'any', values: [search.from, search.to] })
  }
  if (search.undated) filters.push({ field: 'undated', mode: 'any', values: [] })
  if (search.tie) filters.push({ field: 'tie', mode: 'all', values: search.tie })
  if (search.story) filters.push({ field: 'story', mode: 'any', values: [search.story] })
  return filters
}

/** The search without this filter. */
export function without(search: SearchState, { field, mode, values }: Filter): SearchState {
  if (field === 'date') return between(search, '', '')
  if (field === 'undated') return { ...search, undated: false, cursor: null }
  if (field === 'tie') return { ...search, tie: null, cursor: null }
  if (field === 'story') return { ...search, story: null, cursor: null }
  const before = search.fields[field] ?? NO_VALUES
  const kept = before[mode].filter((value) => !values.includes(value))
  return withField(search, field, { ...before, [mode]: kept })
}

export function withField(search: SearchState, field: Facet, filter: FieldFilter): SearchState {
  const fields = { ...search.fields }
  const isEmpty = filter.any.length + filter.all.length + filter.none.length === 0
  if (isEmpty) delete fields[field]
  else fields[field] = filter
  return { ...search, fields, cursor: null }
}

function mapModes(filter: FieldFilter, change: (values: string[]) => string[]): FieldFilter {
  return { any: change(filter.any), all: change(filter.all), none: change(filter.none) }
}
