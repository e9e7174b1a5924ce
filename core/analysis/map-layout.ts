import iterate, { type ForceAtlas2Settings } from 'graphology-layout-forceatlas2/iterate.js'
import {
  type AnalysedGraph,
  type AnalysedTie,
  type Neighbourhood,
  neighbourhoodOf,
} from './analysed-graph.ts'

export interface Place {
  x: number
  y: number
}

/** A fixed number instead of a time limit, so that the map is the same on every machine. */
const ITERATIONS = 300
/** Ties per name that attract; with all ties, a dense network collapses into a ball. */
const PULLING = 5
/** The golden angle. */
const GOLDEN = Math.PI * (3 - Math.sqrt(5))
/** Connected names lie within this distance of the centre, islands in a belt around them. */
const REACH = 850
const BELT = 1000
/** Exponent below 1, which spreads the crowded centre. */
const SPREAD = 0.7

const SETTINGS: ForceAtlas2Settings = {
  linLogMode: true,
  outboundAttractionDistribution: false,
  adjustSizes: false,
  edgeWeightInfluence: 1,
  scalingRatio: 1,
  strongGravityMode: true,
  gravity: 0.02,
  slowDown: 1,
  barnesHutOptimize: true,
  barnesHutTheta: 1,
}

/** The `few` strongest ties of every name, strongest first. */
export function strongestTies(
  { names, ties }: AnalysedGraph,
  few: number = PULLING,
): AnalysedTie[] {
  const taken = new Uint32Array(names.length)
  return ties
    .toSorted((x, y) => y.weight - x.weight || x.a - y.a || x.b - y.b)
    .filter(({ a, b }) => {
      if (taken[a]! >= few && taken[b]! >= few) return false
      taken[a]!++
      taken[b]!++
      return true
    })
}

/**
 * Positions of names on a map: connected names by ForceAtlas2, which is deterministic, small islands in a belt around
 * them. Yields progress from 0 to 1.
 */
export function* layOutMap(
  graph: AnalysedGraph,
  memberOf: readonly (number | null)[],
): Generator<number, Place[]> {
  const [mainland = [], ...islands] = componentsOf(neighbourhoodOf(graph))
  const places = new Array<Place>(graph.names.length)
  const settled = yield* settle(mainland, strongestTies(graph), memberOf)
  mainland.forEach((name, i) => (places[name] = settled[i]!))
  for (const [nth, island] of islands.entries()) {
    const angle = nth * GOLDEN
    const distance = REACH + (BELT - REACH) * Math.sqrt((nth + 1) / islands.length)
    island.forEach((name, i) => {
      const beside = spiral(i, 6)
      places[name] = rounded({
        x: distance * Math.cos(angle) + beside.x,
        y: distance * Math.sin(angle) + beside.y,
      })
    })
  }
  return places
}

function* settle(
  members: readonly number[],
  ties: readonly AnalysedTie[],
  memberOf: readonly (number | null)[],
): Generator<number, Place[]> {
  const at = new Map(members.map((name, i) => [name, 10 * i]))
  const inside = ties.filter(({ a }) => at.has(a))
  const nodes = new Float32Array(10 * members.length)
  const edges = new Float32Array(3 * inside.length)
  birthplaces(members.map((name) => memberOf[name]!)).forEach(({ x, y }, i) => {
    nodes.set([x, y, 0, 0, 0, 0, 1, 1, 1, 0], 10 * i)
  })
  inside.forEach(({ a, b, weight }, i) => {
    const [one, other] = [at.get(a)!, at.get(b)!]
    edges.set([one, other, weight], 3 * i)
    nodes[one + 6]! += weight
    nodes[other + 6]! += weight
  })
  for (let i = 0; i < ITERATIONS; i++) {
    iterate(SETTINGS, nodes, edges)
    yield (i + 1) / ITERATIONS
  }
  return fitted(members.map((_, i) => ({ x: nodes[10 * i]!, y: nodes[10 * i + 1]! })))
}

/** Places communities on a spiral, largest in the centre, and their members on smaller spirals. */
function birthplaces(memberOf: readonly (number | null)[]): Place[] {
  const placed = new Map<number, number>()
  return memberOf.map((community) => {
    const nth = placed.get(community!) ?? 0
    placed.set(community!, nth + 1)
    const [center, beside] = [spiral(community!, 40), spiral(nth, 2)]
    return { x: center.x + beside.x, y: center.y + beside.y }
  })
}

function spiral(nth: number, gap: number): Place {
  const reach = gap * Math.sqrt(nth)
  return { x: reach * Math.cos(nth * GOLDEN), y: reach * Math.sin(nth * GOLDEN) }
}

/** Scales positions to the map; the few outliers are clamped to its edge. */
function fitted(places: Place[]): Place[] {
  const distances = places.map(({ x, y }) => Math.hypot(x, y)).sort((x, y) => x - y)
  const far = distances[Math.floor(0.995 * distances.length)] || 1
  return places.map(({ x, y }) => {
    const distance = Math.hypot(x, y) || 1
    const scale = (REACH * Math.min(1, distance / far) ** SPREAD) / distance
    return rounded({ x: x * scale, y: y * scale })
  })
}

const rounded = ({ x, y }: Place): Place => ({
  x: Math.round(x * 10) / 10,
  y: Math.round(y * 10) / 10,
})

/** Connected components, largest first, each in the order of names. */
function componentsOf({ starts, neighbours }: Neighbourhood): number[][] {
  const seen = new Uint8Array(starts.length - 1)
  const found: number[][] = []
  for (const first of seen.keys()) {
    if (seen[first]) continue
    seen[first] = 1
    const component = [first]
    for (const name of component) {
      for (let i = starts[name]!; i < starts[name + 1]!; i++) {
        const other = neighbours[i]!
        if (seen[other]) continue
        seen[other] = 1
        component.push(other)
      }
    }
    found.push(component.sort((x, y) => x - y))
  }
  return found.sort((x, y) => y.length - x.length)
}
