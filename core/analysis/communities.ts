import { UndirectedGraph } from 'graphology'
import louvainModule, { type LouvainOptions } from 'graphology-communities-louvain'
import { compareText } from '../text/compare-text.ts'
import { seeded } from './seeded.ts'
import type { AnalysedGraph } from './analysed-graph.ts'

/** Its types say otherwise, but the module is the function. */
const louvain = louvainModule as unknown as {
  detailed(
    graph: UndirectedGraph,
    options: LouvainOptions,
  ): { communities: Record<string, number>; modularity: number }
}

const SEED = 4310
/** Names that a community is called by. */
const NAMED = 3

/** Names that hold together more than with others. */
export interface Community {
  /** The id of its strongest member: it lasts where numbers would not. */
  id: string
  /** Its strongest members. */
  name: string
  size: number
}

export interface Communities {
  /** The largest first, equal ones in the order of ids. */
  communities: Community[]
  /** The place in `communities` for each name; null for one that is tied to nobody. */
  memberOf: (number | null)[]
  /** How much more the communities hold together than chance would have it (Newman's modularity), at most 1. */
  modularity: number
}

/** Communities by Louvain's method; the same graph gives the same ones, whatever the order of its ties. */
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

/** The strongest member is the one that the others of its community weigh most for. */
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
