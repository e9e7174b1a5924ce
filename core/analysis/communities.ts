import { UndirectedGraph } from 'graphology'
import louvainModule, { type LouvainOptions } from 'graphology-communities-louvain'
import { compareText } from '../text/compare-text.ts'
import { seeded } from './seeded.ts'
import type { AnalysedGraph } from './analysed-graph.ts'

/** At run time the module is the function itself, unlike in its types. */
const louvain = louvainModule as unknown as {
  detailed(
    graph: UndirectedGraph,
    options: LouvainOptions,
  ): { communities: Record<string, number>; modularity: number }
}

const SEED = 4310
/** Number of members that name a community. */
const NAMED = 3

/** Names tied more closely to each other than to the rest. */
export interface Community {
  /** The id of its strongest member, which is stable across runs. */
  id: string
  /** Names of its strongest members. */
  name: string
  size: number
}

export interface Communities {
  /** Largest first, then by id. */
  communities: Community[]
  /** Index into `communities` for each name; null for a name without ties. */
  memberOf: (number | null)[]
  /** Newman's modularity, at most 1. */
  modularity: number
}

/** Finds communities by Louvain's method; deterministic, whatever the order of ties. */
export function findCommunities(analysed: AnalysedGraph): Communities {
  const { names } = analysed
  const graph = toGraph(analysed)
  if (graph.size === 0) {
    return { communities: [], memberOf: names.map(() => null), modularity: 0 }
  }
  const { communities: found, modularity } = louvain.detailed(graph, {
    getEdgeWeight: 'weight',
    rng: seeded(SEED),
  })
  const numberOf = names.map((_, i) => (graph.degree(i) > 0 ? found[i]! : null))
  const groups = describe(analysed, numberOf)
  const places = new Map(groups.map(({ number }, place) => [number, place]))
  return {
    communities: groups.map(({ id, name, size }) => ({ id, name, size })),
    memberOf: numberOf.map((number) => (number === null ? null : places.get(number)!)),
    modularity,
  }
}

function toGraph({ names, ties }: AnalysedGraph): UndirectedGraph {
  const graph = new UndirectedGraph()
  for (const i of names.keys()) graph.addNode(i)
  for (const { a, b, weight } of ties) graph.addEdge(a, b, { weight })
  return graph
}

/** The strongest member has the most tie weight within its community. */
function describe({ names, ties }: AnalysedGraph, numberOf: (number | null)[]) {
  const inside = new Float64Array(names.length)
  for (const { a, b, weight } of ties) {
    if (numberOf[a] !== numberOf[b]) continue
    inside[a]! += weight
    inside[b]! += weight
  }
  const members = Map.groupBy(
    [...names.keys()].filter((i) => numberOf[i] !== null),
    (i) => numberOf[i]!,
  )
  return Array.from(members, ([number, group]) => {
    const strongest = group.sort(
      (x, y) => inside[y]! - inside[x]! || compareText(names[x]!.id, names[y]!.id),
    )
    const name = strongest
      .slice(0, NAMED)
      .map((i) => names[i]!.name)
      .join(', ')
    return { number, id: names[strongest[0]!]!.id, name, size: group.length }
  }).sort((x, y) => y.size - x.size || compareText(x.id, y.id))
}
