import { type Operation, USUAL_EXPAND, USUAL_PATHS } from './operation.ts'

/** How a graph starts: with given entities, or with the network of a search. */
export type GraphStart = { seeds: readonly string[] } | 'search'

/** Steps to replay; the network of a search, if any, comes first. */
export type Step = Operation | { op: 'search' }

/** Number of entities in the network of a search. */
export const SEARCH_NAMES = 60

/**
 * The steps that a start stands for: one entity brings its strongest people and organizations, two the routes between
 * them, more only themselves.
 */
export function startSteps(start: GraphStart): Step[] {
  if (start === 'search') return [{ op: 'search' }]
  const [a, b] = start.seeds
  const added = start.seeds.map((id): Step => ({ op: 'add', id }))
  if (a === undefined || start.seeds.length > 2) return added
  if (b !== undefined) return [...added, { op: 'paths', a, b, count: USUAL_PATHS }]
  const expand = { op: 'expand', id: a, count: USUAL_EXPAND, sort: null } as const
  return [...added, { ...expand, kinds: ['person'] }, { ...expand, kinds: ['organization'] }]
}
