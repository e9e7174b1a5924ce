import type { EntityRef } from '#core/graph.ts'
import { type GraphRoute, type Hop, type RoutesQuery, bestRoutes } from '#core/graph/routes.ts'

/** A hop from an entity, with the entity at the other end. */
export interface HopFrom extends Omit<Hop, 'a' | 'b'> {
  from: string
  other: EntityRef
}

/** The ids whose hops the second step reads: the ends of the first. */
export function middleOf(first: HopFrom[], { from, to }: RoutesQuery): string[] {
  const ids = new Set(first.map(({ other }) => other.id))
  return [...ids].filter((id) => id !== from && id !== to)
}

/** The best routes over the hops of both ends and of their neighbours. */
export function toRoutes(
  hops: HopFrom[],
  ends: [EntityRef, EntityRef],
  query: RoutesQuery,
): GraphRoute[] {
  const refs = new Map([...ends, ...hops.map(({ other }) => other)].map((ref) => [ref.id, ref]))
  const joined = hops.map(({ from, other, ...hop }): Hop => {
    const [a, b] = from < other.id ? [from, other.id] : [other.id, from]
    return { a, b, ...hop }
  })
  return bestRoutes(joined, query).map((route) => {
    const ids = [query.from]
    for (const { a, b } of route) ids.push(ids.at(-1) === a ? b : a)
    return { entities: ids.map((id) => refs.get(id)!), hops: route }
  })
}
