import { roots, spiral } from './birth.ts'
import { backbone } from './backbone.ts'
import type { Body, Point } from './body.ts'
import { settle } from './forces.ts'
import { separate } from './separate.ts'

/** An entity added by a step. */
export interface Arrival {
  id: string
  parent: string | null
}

/** Positions of all entities, in the order in which they were added. */
export type Places = ReadonlyMap<string, Point>

/** A tie, with the count that determines its attraction. */
export interface Pull {
  a: string
  b: string
  sentences: number
}

/** Names are wider than tall, and so are screens. */
const STRETCH = 1.15

/** Places new entities next to existing ones, which do not move; the first ones are laid out freely. */
export function arrange(
  standing: Places,
  arrivals: readonly Arrival[],
  ties: readonly Pull[],
  pinned: ReadonlyMap<string, Point>,
): Places {
  const bodies: Body[] = [
    ...[...standing].map(([id, at]) => ({ id, ...at, fixed: true })),
    ...born(standing, arrivals).map(([id, at]) => ({
      id,
      ...(pinned.get(id) ?? at),
      fixed: pinned.has(id),
    })),
  ]
  const isFirst = standing.size === 0
  return spread(bodies, ties, isFirst ? STRETCH : 1)
}

/** Recomputes the layout of everything that is not pinned. */
export function relax(
  standing: Places,
  ties: readonly Pull[],
  pinned: ReadonlyMap<string, Point>,
): Places {
  const bodies = [...standing].map(([id, at]) => ({ id, ...at, fixed: pinned.has(id) }))
  return spread(bodies, ties, pinned.size === 0 ? STRETCH : 1)
}

function spread(bodies: Body[], ties: readonly Pull[], stretch: number): Places {
  const settled = settle(bodies, backbone(ties))
  const wide = settled.map((body) => (body.fixed ? body : { ...body, x: body.x * stretch }))
  return new Map(separate(wide).map(({ id, x, y }) => [id, { x, y }]))
}

/** Places each new entity near its parent, in order of rank. */
function born(standing: Places, arrivals: readonly Arrival[]): [string, Point][] {
  const born = new Map<string, Point>()
  const byParent = Map.groupBy(arrivals, ({ parent }) => parent)
  const free = arrivals.filter(({ parent }) => parent === null).map(({ id }) => id)
  roots(free, standing.size === 0).forEach((at, i) => born.set(free[i]!, at))
  for (const [parent, children] of byParent) {
    if (parent === null) continue
    const center = standing.get(parent) ?? born.get(parent) ?? { x: 0, y: 0 }
    const ids = children.map(({ id }) => id)
    spiral(center, ids).forEach((at, i) => born.set(ids[i]!, at))
  }
  return arrivals.map(({ id }) => [id, born.get(id)!])
}
