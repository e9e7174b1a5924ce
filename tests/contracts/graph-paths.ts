import { expect, it } from 'vitest'
import { type GraphStore, MAX_HOPS } from '#core/graph.ts'
import { type Story, story } from '#tests/builders.ts'
import { openedStore } from './opened-store.ts'

/** Few enough ties that some people are far apart and some are not connected. */
const PEOPLE = 26
const PAIRS = 24

const ids = Array.from({ length: PEOPLE }, (_, i) => `person-p${i}`)
const pairs = Array.from({ length: PAIRS }, (_, i) => pairOf(i))
const neighbours = new Map(
  ids.map((id) => [
    id,
    pairs
      .filter((pair) => pair.includes(id))
      .flat()
      .filter((x) => x !== id),
  ]),
)

/** Shortest paths compared with a breadth-first search, on a graph with long paths. */
export function testGraphPaths(open: (articles: Story[]) => Promise<GraphStore>) {
  const store = openedStore(() => open(toStories()))

  it('finds a path of the fewest ties between any two, and none where there is none', async () => {
    const lengths = new Set<number>()
    for (const a of ids) {
      const distances = distancesFrom(a)
      for (const b of ids.filter((id) => id > a)) {
        const distance = distances.get(b) ?? Infinity
        const path = await store().shortestPath(a, b, MAX_HOPS)

        lengths.add(distance)
        expect(path?.ties.length ?? null).toBe(distance <= MAX_HOPS ? distance : null)
        expect(path?.entities.at(0)?.id ?? a).toBe(a)
        expect(path?.entities.at(-1)?.id ?? b).toBe(b)
      }
    }
    expect([...lengths]).toEqual(expect.arrayContaining([1, 2, 3, 4, 5, 6, Infinity]))
    expect(Math.max(...[...lengths].filter(Number.isFinite))).toBeGreaterThan(MAX_HOPS)
  })

  it('goes no further than it is told', async () => {
    const distances = distancesFrom(ids[0]!)
    const [far] = [...distances].find(([, distance]) => distance === 3)!

    expect(await store().shortestPath(ids[0]!, far, 3)).not.toBeNull()
    expect(await store().shortestPath(ids[0]!, far, 2)).toBeNull()
    expect(await store().shortestPath(ids[0]!, far, 0)).toBeNull()
  })

  it('goes no further than anyone may, whatever it is told', async () => {
    const [a, b] = farthest()

    expect(await store().shortestPath(a, b, 100)).toBeNull()
  })

  it('joins each entity of a path with the next by their tie', async () => {
    const [b] = [...distancesFrom(ids[0]!)].find(([, distance]) => distance === 4)!
    const path = (await store().shortestPath(b, ids[0]!, MAX_HOPS))!

    const steps = path.entities.map(({ id }) => id)
    expect(new Set(steps).size).toBe(5)
    for (const [i, tie] of path.ties.entries()) {
      expect({ ...tie, version: path.version }).toEqual(await store().tie(steps[i]!, steps[i + 1]!))
    }
  })

  it('has nowhere to go from an entity to itself', async () => {
    const [id] = pairs[0]!

    expect(await store().shortestPath(id, id, 3)).toMatchObject({ entities: [{ id }], ties: [] })
  })

  it('finds no path to or from what no article names', async () => {
    for (const known of ['person-no-one', pairs[0]![0]]) {
      expect(await store().shortestPath(known, 'person-no-one', 3)).toBeNull()
      expect(await store().shortestPath('person-no-one', known, 3)).toBeNull()
    }
  })
}

/** A chain with branches, and a separate chain. */
function pairOf(i: number): [string, string] {
  const [a, b] = i < 11 ? [i, i + 1] : i < 18 ? [(i * 5) % 12, i + 1] : [i + 1, i + 2]
  return [ids[a]!, ids[b]!]
}

const toStories = () =>
  pairs.map(([a, b], i) =>
    story({ id: `meeting-${i}`, body: `[${a}](${a}) met [${b}](${b}).`, title: '' }),
  )

function distancesFrom(id: string): Map<string, number> {
  const distances = new Map([[id, 0]])
  for (const [at, distance] of distances) {
    for (const next of neighbours.get(at)!) {
      if (!distances.has(next)) distances.set(next, distance + 1)
    }
  }
  return distances
}

function farthest(): [string, string] {
  const ways = ids.flatMap((a) =>
    [...distancesFrom(a)].map(([b, distance]) => ({ a, b, distance })),
  )
  const { a, b } = ways.reduce((x, y) => (y.distance > x.distance ? y : x))
  return [a, b]
}
