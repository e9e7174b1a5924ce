import type { FirstsQuery, Tie } from '#core/graph.ts'
import type { Page } from '#core/page.ts'
import { type Order, orderOf, toPage } from './tie-ranking.ts'

const BY_STRENGTH: Order<Tie> = {
  name: 'firsts',
  types: ['number', 'string'],
  rank: ({ strength, a, b }) => [strength, `${a.id} ${b.id}`],
}

/** The requested page of the ties that are new since a date, from all of them. */
export function toFirstsPage(ties: Tie[], query: FirstsQuery, version: number): Page<Tie> {
  const total = { value: ties.length, relation: 'eq' } as const
  const page = toPage(ties, orderOf(BY_STRENGTH, query.since), query, version)
  return { ...page, total, warnings: [], version }
}
