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

/** A number of them, not a time, so that the map is the same on every machine. */
const ITERATIONS = 300
/** Ties of each name that pull: with all of them, a dense network is drawn as one ball. */
const PULLING = 5
/** Turns by which a spiral never meets itself. */
const GOLDEN = Math.PI * (3 - Math.sqrt(5))
/** The names that hang together stand within this distance from the middle, islands in a belt around them. */
const REACH = 850
const BELT = 1000
/** Below 1 it spreads the crowded middle. */
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

/** The strongest `few` ties of every name; the strongest first. */
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
 * Where names stand on a map: those that hang together by ForceAtlas2, which draws no random numbers, small islands in a
 * belt around them. Yields from 0 to 1 how much is done.
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

/** Communities on a spiral, the largest in the middle, and their members on a smaller one each. */
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

/** Nearly all within the reach of the map; the few that drift off are held at its edge. */
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

/** The parts of a graph that hang together, the largest first; each in the order of names. */
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
