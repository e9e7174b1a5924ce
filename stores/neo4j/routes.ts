import { int } from 'neo4j-driver'
import type { EntityRef } from '#core/graph.ts'
import { HOPS_OF_ENTITY, HUB_SHARE, type Routes, type RoutesQuery } from '#core/graph/routes.ts'
import { type HopFrom, middleOf, toRoutes } from '../shared/route-finding.ts'
import { HOPS, ROUTE_ENDS } from './route-queries.ts'
import type { Ask } from './ties.ts'

interface Ends {
  a: EntityRef | null
  b: EntityRef | null
  /** Number of articles of the largest entity that is not a hub. */
  most: number | null
}

type HopRow = [
  from: string,
  other: EntityRef,
  sentences: number,
  stories: number,
  first: string | null,
  last: string | null,
  score: number,
]

/** Null if one of the two entities does not exist. */
export async function readRoutes(ask: Ask, query: RoutesQuery): Promise<Routes | null> {
  const { from, to, hubs, period } = query
  const [{ a, b, most, version }] = await ask<Ends>(ROUTE_ENDS, {
    a: from,
    b: to,
    share: HUB_SHARE,
  })
  if (!a || !b) return null

  async function hopsOf(ids: string[]): Promise<HopFrom[]> {
    if (ids.length === 0) return []
    const [found] = await ask<{ hops: HopRow[][] }>(HOPS, {
      ...{ ids, ends: [from, to], avoid: query.avoid, hubs, most: most ?? 0 },
      kinds: hubs ? query.avoidKinds : [...query.avoidKinds, 'country'],
      minStories: int(query.minStories),
      from: period?.from ?? null,
      to: period?.to ?? null,
      limit: int(HOPS_OF_ENTITY),
    })
    return found.hops.flat().map(([of, other, sentences, stories, first, last, score]) => {
      return { from: of, other, sentences, stories, first, last, score }
    })
  }

  const first = await hopsOf([from, to])
  const second = await hopsOf(middleOf(first, query))
  return { routes: toRoutes([...first, ...second], [a, b], query), version }
}
