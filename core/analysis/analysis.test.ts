import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AnalysedGraph, neighbourhoodOf, toAnalysedGraph } from './analysed-graph.ts'
import { analyse, finished } from './analyse.ts'
import { betweenness } from './betweenness.ts'
import { findCommunities } from './communities.ts'

const named = (id: string) => ({
  ...{ id, kind: 'person' as const, name: id.toUpperCase() },
  ...{ sentences: 10, articles: id.charCodeAt(0) },
})
const tied = (a: string, b: string, sentences = 2) => ({ a, b, sentences, articles: 2 })
const among = (ids: string, ...ties: ReturnType<typeof tied>[]) =>
  toAnalysedGraph([...ids].map(named), ties)

/** Two triangles with one tie between, and a name that is tied to nobody. */
const TRIANGLES = [
  ...[tied('a', 'b', 5), tied('a', 'c', 4), tied('b', 'c'), tied('c', 'd', 1)],
  ...[tied('d', 'e', 3), tied('d', 'f', 6), tied('e', 'f', 2)],
]
const TWO = among('abcdefg', ...TRIANGLES)

const anyGraph = fc
  .array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 40 })
  .map((pairs): AnalysedGraph => {
    const wanted = pairs.filter(([a, b]) => a < b).map(([a, b]) => `${a} ${b}`)
    const ties = [...new Set(wanted)].map((pair) => pair.split(' ').map(Number))
    const names = Array.from({ length: 12 }, (_, i) => named(String.fromCharCode(97 + i)))
    return { names, ties: ties.map(([a, b]) => ({ a: a!, b: b!, weight: 1 })) }
  })

describe('betweenness', () => {
  const of = (graph: AnalysedGraph) =>
    finished(betweenness(neighbourhoodOf(graph), [...graph.names.keys()]))

  it('is the share of pairs whose shortest ways lead through a name', () => {
    const line = among('abcd', tied('a', 'b'), tied('b', 'c'), tied('c', 'd'))

    // Of three pairs of others, b and c each lie between two.
    expect([...of(line)]).toEqual([0, 2 / 3, 2 / 3, 0])
  })

  it('counts what enumerating all shortest ways counts', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const expected = naiveBetweenness(graph)
        for (const [i, value] of of(graph).entries()) expect(value).toBeCloseTo(expected[i]!, 9)
      }),
    )
  })
})

describe('communities', () => {
  it('are the parts that hold together, called by their strongest members', () => {
    const { communities, memberOf } = findCommunities(TWO)

    expect(communities).toEqual([
      { id: 'a', name: 'A, B, C', size: 3 },
      { id: 'd', name: 'D, F, E', size: 3 },
    ])
    expect(memberOf).toEqual([0, 0, 0, 1, 1, 1, null])
  })

  it('are the same each time, and every name that is tied has one', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const { memberOf, communities } = findCommunities(graph)
        const sizes = communities.map((_, i) => memberOf.filter((each) => each === i).length)
        const ends = new Set(graph.ties.flatMap(({ a, b }) => [a, b]))

        expect(findCommunities(graph).memberOf).toEqual(memberOf)
        expect(sizes).toEqual(communities.map(({ size }) => size))
        expect(memberOf.map((each) => each !== null)).toEqual(memberOf.map((_, i) => ends.has(i)))
      }),
    )
  })
})

describe('the analysis of a graph', () => {
  const found = finished(analyse(TWO))

  it('gives every name its degree, betweenness and community', () => {
    expect(found).toMatchObject({ entities: 7, ties: 7, sources: 7 })
    expect(found.standing.map(({ id, degree, community }) => [id, degree, community])).toEqual([
      ...[
        ['a', 2, 'a'],
        ['b', 2, 'a'],
        ['c', 3, 'a'],
        ['d', 3, 'd'],
      ],
      ...[
        ['e', 2, 'd'],
        ['f', 2, 'd'],
        ['g', 0, null],
      ],
    ])
    expect(found.standing[2]!.betweenness).toBeCloseTo(6 / 15, 5)
  })

  it('places every name that is tied, each at one place, the same each time', () => {
    const { ids, x, y, ties, community } = found.map
    const places = new Set(x.map((each, i) => `${each} ${y[i]}`))

    expect(ids).toEqual(['f', 'e', 'd', 'c', 'b', 'a'])
    expect(places.size).toBe(6)
    expect(community).toEqual([1, 1, 1, 0, 0, 0])
    // Each end of the weak tie in the middle has two stronger ones.
    expect(ties.length).toBe(12)
    expect(finished(analyse(TWO)).map).toEqual(found.map)
  })

  it('takes a graph of nothing', () => {
    expect(finished(analyse(among('')))).toMatchObject({ standing: [], map: { ids: [] } })
    expect(finished(analyse(among('ab'))).map.ids).toEqual([])
  })
})

/** Of all ordered pairs of others the share of shortest ways, found one by one, that lead through each name. */
function naiveBetweenness({ names, ties }: AnalysedGraph): number[] {
  const next = names.map((_, i) => ties.flatMap(({ a, b }) => (a === i ? [b] : b === i ? [a] : [])))
  const score = names.map(() => 0)
  for (const from of names.keys()) {
    let ways = [[from]]
    const seen = new Set([from])
    while (ways.length > 0) {
      const longer = ways.flatMap((way) =>
        next[way.at(-1)!]!.filter((other) => !seen.has(other)).map((other) => [...way, other]),
      )
      for (const [to, found] of Map.groupBy(longer, (way) => way.at(-1)!)) {
        seen.add(to)
        for (const way of found)
          for (const name of way.slice(1, -1)) score[name]! += 1 / found.length
      }
      ways = longer
    }
  }
  const pairs = (names.length - 1) * (names.length - 2)
  return score.map((each) => each / pairs)
}
