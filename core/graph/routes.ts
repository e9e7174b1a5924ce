import type { EntityKind } from '../article.ts'
import { compareText } from '../text/compare-text.ts'
import type { EntityRef } from '../graph.ts'
import { type TogetherCounts, surpriseInterval } from './tie-strength.ts'

/** Longer routes connect anything to anything. */
export const MAX_ROUTE_HOPS = 4
export const MAX_ROUTES = 5
/** Number of best hops that each entity contributes. */
export const HOPS_OF_ENTITY = 50
/** Entities in a larger share of all articles are hubs. */
export const HUB_SHARE = 0.99

export interface RoutesQuery {
  from: string
  to: string
  maxHops: number
  /** Minimum stories of a hop; within a period, also the minimum of its sentences there. */
  minStories: number
  /** Whether countries and the largest hubs may be inner nodes. */
  hubs: boolean
  avoid: string[]
  avoidKinds: EntityKind[]
  /** Whole months ("2023-06"), both inclusive; only their sentences make hops. */
  period: { from: string; to: string } | null
}

/** A tie as a step of a route. */
export interface Hop {
  a: string
  b: string
  sentences: number
  /** Of the whole archive, also within a period. */
  stories: number
  first: string | null
  last: string | null
  /** See `hopScore`. */
  score: number
}

/** A route between two entities; each hop joins an entity to the next. */
export interface GraphRoute {
  entities: EntityRef[]
  hops: Hop[]
}

export interface Routes {
  routes: GraphRoute[]
  version: number
}

/**
 * The lower end of a tie's surprise, see `surpriseInterval`; to six digits, as engines compute logarithms to different last
 * digits.
 */
export function hopScore(counts: TogetherCounts, share: number): number {
  return Math.round(surpriseInterval(counts, share)[0] * 1e6) / 1e6
}

/** The index of the largest non-hub among this many entities in ascending order. */
export const hubPlace = (entities: number): number =>
  Math.max(0, Math.ceil(HUB_SHARE * entities) - 1)

/** Sorts by score descending, then by ids. */
export const compareHops = (x: { score: number; id: string }, y: { score: number; id: string }) =>
  y.score - x.score || compareText(x.id, y.id)

/**
 * The best routes over some hops: by their weakest hop, then fewer hops, then ids. Routes are simple, and no two go by
 * the same entities.
 */
export function bestRoutes(
  hops: Hop[],
  { from, to, maxHops }: Pick<RoutesQuery, 'from' | 'to' | 'maxHops'>,
  size = MAX_ROUTES,
): Hop[][] {
  const next = neighbours(hops)
  const left = distancesTo(to, next, maxHops)
  const found: Candidate[] = []
  const ids = [from]
  const steps: Hop[] = []

  function walk(at: string): void {
    for (const [id, hop] of next.get(at) ?? []) {
      if (ids.includes(id) || (left.get(id) ?? Infinity) > maxHops - steps.length - 1) continue
      ids.push(id)
      steps.push(hop)
      if (id === to) found.push(toCandidate(ids, steps))
      else walk(id)
      ids.pop()
      steps.pop()
    }
  }

  if (from !== to) walk(from)
  const chosen = new Map<string, Candidate>()
  for (const candidate of found.sort(compareCandidates)) {
    if (!chosen.has(candidate.inner)) chosen.set(candidate.inner, candidate)
    if (chosen.size === size) break
  }
  return [...chosen.values()].map((candidate) => candidate.hops)
}

interface Candidate {
  hops: Hop[]
  weakest: number
  key: string
  /** The set of inner entities. */
  inner: string
}

function toCandidate(ids: string[], hops: Hop[]): Candidate {
  return {
    hops: [...hops],
    weakest: Math.min(...hops.map(({ score }) => score)),
    key: ids.join(' '),
    inner: ids.slice(1, -1).sort().join(' '),
  }
}

function compareCandidates(x: Candidate, y: Candidate): number {
  return y.weakest - x.weakest || x.hops.length - y.hops.length || compareText(x.key, y.key)
}

function neighbours(hops: Hop[]): Map<string, Map<string, Hop>> {
  const next = new Map<string, Map<string, Hop>>()
  const add = (from: string, to: string, hop: Hop) => {
    const known = next.get(from)
    if (known) known.set(to, hop)
    else next.set(from, new Map([[to, hop]]))
  }
  for (const hop of hops) {
    add(hop.a, hop.b, hop)
    add(hop.b, hop.a, hop)
  }
  return next
}

/** Number of hops from each entity to the end, up to the limit. */
function distancesTo(end: string, next: ReturnType<typeof neighbours>, most: number) {
  const distances = new Map([[end, 0]])
  for (const [id, distance] of distances) {
    if (distance === most) continue
    for (const other of next.get(id)?.keys() ?? []) {
      if (!distances.has(other)) distances.set(other, distance + 1)
    }
  }
  return distances
}
