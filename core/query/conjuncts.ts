import { type Facet, FACETS } from '../fields.ts'
import { enclosedPeriod } from '../graph/period.ts'
import type { FieldFilter, Filters, Search } from '../search.ts'
import { words } from '../text.ts'
import { joined } from './chain.ts'
import { type Query, mapLeaves } from './tree.ts'

/*
 * A search is one tree: what was typed and what parameters ask for, joined by AND. Its top-level parts that are about
 * the values of one facet are what the page shows as ticked, and what the facet is counted without.
 */

/** A conjunct of a search. */
export interface Conjunct {
  query: Query
  /** The facet whose values it is about; null if none. */
  facet: Facet | null
  /** True if it excludes values. */
  isExcluding: boolean
  /** Its origin: `any`, `all` and `none` are parameters. */
  from: 'q' | keyof FieldFilter | 'other'
}

/** All conjuncts of a search, those of `q` first. */
export function conjunctsOf({ query, filters }: Search): Conjunct[] {
  const typed = query?.type === 'and' ? query.parts : query ? [query] : []
  const conjuncts = [
    ...typed.map((part) => toConjunct(part, 'q')),
    ...others(filters).map((part) => toConjunct(part, 'other')),
    ...FACETS.flatMap((facet) => ofField(facet, filters.fields[facet])),
  ]
  return filters.stated ? conjuncts.map(onlyStated) : conjuncts
}

const onlyStated = (conjunct: Conjunct): Conjunct => ({
  ...conjunct,
  query: mapLeaves(conjunct.query, (leaf) => {
    const namesEntities = leaf.type === 'entity' || leaf.type === 'exact' || leaf.type === 'tie'
    return namesEntities ? { ...leaf, stated: true } : leaf
  }),
})

/** Null matches every article. */
export function allOf(conjuncts: readonly Conjunct[]): Query | null {
  return joined(
    'and',
    conjuncts.map(({ query }) => query),
  )
}

const NOWHERE = { start: 0, end: 0 }

function others({ from, to, undated, tie, story }: Filters): Query[] {
  // The error names the parameter if it is not a date.
  enclosedPeriod(from, to)
  return [
    ...(from === undefined ? [] : [dated('after', from)]),
    ...(to === undefined ? [] : [dated('before', to)]),
    ...(undated ? [{ type: 'undated' as const, ...NOWHERE }] : []),
    ...(tie ? [{ type: 'tie' as const, entities: tie, ...NOWHERE }] : []),
    ...(story ? [{ type: 'story' as const, id: story, ...NOWHERE }] : []),
  ]
}

const dated = (relation: 'after' | 'before', when: string): Query => ({
  type: 'date',
  relation,
  when,
  ...NOWHERE,
})

function ofField(field: Facet, filter: FieldFilter | undefined): Conjunct[] {
  if (!filter) return []
  const exact = (value: string): Query => ({ type: 'exact', field, value, ...NOWHERE })
  const any = joined('or', filter.any.map(exact))
  return [
    ...(any ? [toConjunct(any, 'any')] : []),
    ...filter.all.map((value) => toConjunct(exact(value), 'all')),
    ...filter.none.map((value) => {
      return toConjunct({ type: 'not', part: exact(value), ...NOWHERE }, 'none')
    }),
  ]
}

function toConjunct(query: Query, from: Conjunct['from']): Conjunct {
  const isExcluding = query.type === 'not'
  return { query, facet: facetOf(isExcluding ? query.part : query), isExcluding, from }
}

/** The facet that a positive query is only about. */
function facetOf(query: Query): Facet | null {
  switch (query.type) {
    case 'exact':
    case 'value':
      return query.field
    case 'entity':
      return query.field === 'entity' ? null : query.field
    case 'or': {
      const facets = new Set(query.parts.map(facetOf))
      return facets.size === 1 ? [...facets][0]! : null
    }
    default:
      return null
  }
}

/** The query without its top-level conjuncts about a facet. */
export function withoutFacet(query: Query, facet: Facet): Query | null {
  const parts = conjunctsOf({ query, filters: { fields: {} } })
  return allOf(parts.filter((part) => part.facet !== facet))
}

/** True if a conjunct of the facet includes or excludes the value. */
export function isAbout({ query }: Conjunct, value: string): boolean {
  return holds(query.type === 'not' ? query.part : query, value)
}

function holds(query: Query, value: string): boolean {
  switch (query.type) {
    case 'or':
      return query.parts.some((part) => holds(part, value))
    case 'exact':
      return query.value === value
    case 'entity':
      return query.ids?.includes(value) ?? false
    case 'value':
      return holdsWords(value, query.words)
    default:
      return false
  }
}

/** True if a value contains these words in this order; both folded. */
export function holdsWords(value: string, sought: readonly string[]): boolean {
  const found = words(value).map(({ word }) => word)
  return ` ${found.join(' ')} `.includes(` ${sought.join(' ')} `)
}

/** The values a conjunct names exactly, without those named by some of their words. */
export function valuesOf({ query }: Conjunct): string[] {
  return named(query.type === 'not' ? query.part : query)
}

function named(query: Query): string[] {
  if (query.type === 'or') return query.parts.flatMap(named)
  if (query.type === 'exact') return [query.value]
  return query.type === 'entity' ? (query.ids ?? []) : []
}

/** How a facet's values are chosen: `any` of them, or `all` of them must hold. */
export function modeOf(conjuncts: readonly Conjunct[], facet: Facet): 'any' | 'all' {
  const included = conjuncts.filter((each) => each.facet === facet && !each.isExcluding)
  if (included.some(({ from }) => from === 'any')) return 'any'
  return included.length > 1 || included.some(({ from }) => from === 'all') ? 'all' : 'any'
}
