import { expect, it } from 'vitest'
import type { GraphStore } from '#core/graph.ts'
import { MAX_ROUTES, type RoutesQuery } from '#core/graph/routes.ts'
import { type Story, story } from '#tests/builders.ts'
import { openedStore } from './opened-store.ts'

const names = (...ids: string[]) => `${ids.map((id) => `[${id}](${id})`).join(' met ')}.`
const [ANA, BOB, CAL, DAN, EVE, FAY] = ['ana', 'bob', 'cal', 'dan', 'eve', 'fay'].map(
  (name) => `person-${name}`,
) as [string, string, string, string, string, string]
const PERU = 'country-pe'

const report = (id: string, publishedAt: string, ...pairs: string[][]) =>
  story({ id, publishedAt, title: '', body: pairs.map((pair) => names(...pair)).join('\n') })

/**
 * Ana and Fay never meet: two articles each connect them through Bob and Cal, and through Dan; one
 * each through Eve; all know Peru.
 */
const NEWS = [
  report('r1', '2022-01-10', [ANA, BOB], [BOB, CAL], [CAL, FAY], [ANA, PERU], [PERU, FAY]),
  report('r2', '2022-02-10', [ANA, BOB], [BOB, CAL], [CAL, FAY], [ANA, PERU], [PERU, FAY]),
  report('r3', '2022-03-10', [ANA, DAN], [DAN, FAY], [DAN, 'person-x'], [DAN, 'person-y']),
  report('r4', '2022-04-10', [ANA, DAN], [DAN, FAY], [DAN, 'person-z'], [DAN, 'person-w']),
  report('r5', '2022-05-10', [ANA, EVE], [EVE, FAY]),
]

const QUERY: RoutesQuery = {
  ...{ from: ANA, to: FAY, maxHops: 4, minStories: 2, hubs: false },
  ...{ avoid: [], avoidKinds: [], period: null },
}

/** Routes between two entities, with their reasons. */
export function testGraphRoutes(open: (articles: Story[]) => Promise<GraphStore>) {
  const store = openedStore(() => open(NEWS))
  const routesOf = async (query: Partial<RoutesQuery> = {}) => {
    const found = await store().routes({ ...QUERY, ...query })
    return found!.routes.map(({ entities }) => entities.map(({ id }) => id))
  }

  it('are ordered by their weakest hop', async () => {
    expect(await routesOf()).toEqual([
      [ANA, BOB, CAL, FAY],
      [ANA, DAN, FAY],
    ])
  })

  it('have for each hop its sentences and dates, and a score that is the lower bound of its surprise', async () => {
    const { routes } = (await store().routes(QUERY))!

    expect(routes[1]!.hops).toMatchObject([
      { a: ANA, b: DAN, sentences: 2, stories: 2, first: '2022-03-10', last: '2022-04-10' },
      { a: DAN, b: FAY, sentences: 2, stories: 2, first: '2022-03-10', last: '2022-04-10' },
    ])
    const tie = await store().tie(DAN, FAY)
    expect(routes[1]!.hops[1]!.score).toBeCloseTo(tie!.interval[0], 6)
  })

  it('use ties of single stories, countries and hubs only if requested', async () => {
    expect(await routesOf({ minStories: 1 })).toContainEqual([ANA, EVE, FAY])
    expect(await routesOf({ hubs: true })).toContainEqual([ANA, PERU, FAY])
    expect((await routesOf({ minStories: 1 })).flat()).not.toContain(PERU)
  })

  it('avoid entities and kinds, except as ends', async () => {
    expect(await routesOf({ avoid: [BOB, ANA] })).toEqual([[ANA, DAN, FAY]])
    expect(await routesOf({ avoidKinds: ['person'] })).toEqual([])
  })

  it('are limited to a period of whole months, and count only its sentences', async () => {
    const period = { from: '2022-03', to: '2022-04' }
    expect(await routesOf({ period })).toEqual([[ANA, DAN, FAY]])

    const { routes } = (await store().routes({
      ...{ ...QUERY, minStories: 1 },
      period: { from: '2022-04', to: '2022-12' },
    }))!
    const over = routes.find(({ entities }) => entities[1]!.id === DAN)!
    expect(over.hops.map(({ sentences }) => sentences)).toEqual([1, 1])
  })

  it('are no longer than requested, simple, and at most five', async () => {
    expect(await routesOf({ maxHops: 2 })).toEqual([[ANA, DAN, FAY]])
    const all = await routesOf({ minStories: 1, hubs: true })

    expect(all.length).toBeLessThanOrEqual(MAX_ROUTES)
    for (const ids of all) expect(new Set(ids).size).toBe(ids.length)
  })

  it('are empty if there are none, and null from or to an entity that no article names', async () => {
    expect(await routesOf({ to: 'person-x', maxHops: 1 })).toEqual([])
    expect(await routesOf({ to: ANA })).toEqual([])
    expect(await store().routes({ ...QUERY, to: 'person-no-one' })).toBeNull()
  })
}
