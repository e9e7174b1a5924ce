import { compareText } from '../text/compare-text.ts'
import { seeded } from './seeded.ts'
import { type AnalysedGraph, type Neighbourhood, neighbourhoodOf } from './analysed-graph.ts'
import { type Analysis, type GraphMap, MAX_MAP, type Standing } from './analysis.ts'
import { betweenness } from './betweenness.ts'
import { type Communities, findCommunities } from './communities.ts'
import { layOutMap, strongestTies } from './map-layout.ts'

/** Maximum number of steps along ties for betweenness, a few seconds of work; larger graphs are sampled. */
const WALKED = 600_000_000
const SEED = 4310
/** Ties per name drawn on the map. */
const DRAWN = 2

/** The current step; `done` is from 0 to 1. */
export interface AnalysisProgress {
  what: string
  done: number
}

type Found = Omit<Analysis, 'version' | 'made'>

/** Analyses a whole graph; names without ties have a standing but no position on the map. */
export function* analyse(graph: AnalysedGraph): Generator<AnalysisProgress, Found> {
  yield { what: 'finding communities', done: 0 }
  const found = findCommunities(graph)
  const standing = yield* standingsOf(graph, found)
  const map = yield* mapOf(graph, found)
  return {
    entities: graph.names.length,
    ties: graph.ties.length,
    sources: standing.sources,
    modularity: found.modularity,
    communities: found.communities,
    standing: standing.of,
    map,
  }
}

/** Degree, betweenness and community of each name, in the order of `graph.names`. */
export function* standingsOf(graph: AnalysedGraph, { communities, memberOf }: Communities) {
  const neighbourhood = neighbourhoodOf(graph)
  const { starts } = neighbourhood
  const sources = sourcesOf(neighbourhood)
  const between = yield* reported(
    betweenness(neighbourhood, sources),
    'finding who stands between others',
    (done) => done / sources.length,
  )
  const of = graph.names.map(({ id, kind, name, articles }, i): Standing => {
    const member = memberOf[i] ?? null
    return {
      ...{ id, kind, name, articles },
      degree: starts[i + 1]! - starts[i]!,
      betweenness: Number(between[i]!.toPrecision(6)),
      community: member === null ? null : communities[member]!.id,
    }
  })
  return { of, sources: sources.length }
}

/** All names, or a random sample that the limit allows. */
function sourcesOf({ starts, neighbours }: Neighbourhood): number[] {
  const names = [...new Array<undefined>(starts.length - 1).keys()]
  const affordable = Math.floor(WALKED / Math.max(1, 2 * neighbours.length))
  if (names.length <= affordable) return names
  const random = seeded(SEED)
  for (let i = 0; i < affordable; i++) {
    const other = i + Math.floor(random() * (names.length - i))
    ;[names[i], names[other]] = [names[other]!, names[i]!]
  }
  return names.slice(0, affordable)
}

function* mapOf(
  graph: AnalysedGraph,
  { communities, memberOf }: Communities,
): Generator<AnalysisProgress, GraphMap> {
  const tied = [...graph.names.keys()].filter((i) => memberOf[i] !== null)
  const strongest = tied
    .sort((x, y) => {
      const [one, other] = [graph.names[x]!, graph.names[y]!]
      return other.articles - one.articles || compareText(one.id, other.id)
    })
    .slice(0, MAX_MAP)
  const part = among(graph, strongest)
  const present = [...new Set(strongest.map((i) => memberOf[i]!))].sort((x, y) => x - y)
  const placeOf = new Map(present.map((number, i) => [number, i]))
  const community = strongest.map((i) => placeOf.get(memberOf[i]!)!)
  const places = yield* reported(layOutMap(part, community), 'laying out the map', (done) => done)
  return {
    ids: part.names.map(({ id }) => id),
    kinds: part.names.map(({ kind }) => kind),
    names: part.names.map(({ name }) => name),
    articles: part.names.map(({ articles }) => articles),
    x: places.map(({ x }) => x),
    y: places.map(({ y }) => y),
    community,
    communities: present.map((i) => communities[i]!),
    ties: strongestTies(part, DRAWN).flatMap(({ a, b }) => [a, b]),
  }
}

/** The subgraph of these names. */
function among({ names, ties }: AnalysedGraph, chosen: readonly number[]): AnalysedGraph {
  const place = new Map(chosen.map((name, i) => [name, i]))
  return {
    names: chosen.map((i) => names[i]!),
    ties: ties.flatMap(({ a, b, weight }) => {
      const [one, other] = [place.get(a), place.get(b)]
      return one === undefined || other === undefined ? [] : [{ a: one, b: other, weight }]
    }),
  }
}

function* reported<T>(
  work: Generator<number, T>,
  what: string,
  share: (done: number) => number,
): Generator<AnalysisProgress, T> {
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
    yield { what, done: share(step.value) }
  }
}

/** Runs a generator to its end without reporting progress. */
export function finished<T>(work: Generator<unknown, T>): T {
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
  }
}
