import { type Operation, USUAL_EXPAND, USUAL_PATHS } from './operation.ts'

/** What a graph begins with: given entities, or the network of a search. */
export type GraphStart = { seeds: readonly string[] } | 'search'

/** Steps as they are replayed: the network of a search is the first, where it starts from one. */
export type Step = Operation | { op: 'search' }

/** Names of a search's network. */
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
