import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Evidence, Facets, Network } from '#core/search.ts'
import type { Warning } from '#core/page.ts'
import type { Stores } from '#stores/stores.ts'
import { story } from '#tests/builders.ts'
import { generateStories } from '#tests/generated-stories.ts'
import { type App, createApp } from './app.ts'
import type { PathsAnswer } from './schemas/path.ts'
import { openStoresOn } from './testing.ts'

type Answer = Network & { warnings: Warning[] }

let stores: Stores
let app: App
beforeAll(() => {
  stores = openStoresOn(generateStories(60))
  app = createApp(stores)
})
afterAll(() => stores.close())

const read = async <T>(path: string) => (await (await app.request(`/api/v1${path}`)).json()) as T

function post(body: string, query = ''): Promise<Response> | Response {
  const headers = { 'content-type': 'application/json' }
  return app.request(`/api/v1/graph/ties${query}`, { method: 'POST', body, headers })
}

describe('the network of a search', () => {
  it.each(['', 'q=talks', 'source=courier', 'q=talks&from=2022-03&source=-gazette'])(
    'has the articles of the list and its facets, and every tie opens so many sentences: %s',
    async (search) => {
      const network = await read<Answer>(`/graph?${search}&size=20`)
      const list = await read<Facets>(
        `/articles?${search}&size=0&facets=person,org,country&facetSize=50`,
      )
      const counts = new Map(
        list.facets.flatMap(({ values }) => values.map(({ value, count }) => [value, count])),
      )

      expect(network.total).toEqual(list.total)
      for (const { id, articles } of network.entities) expect(articles).toBe(counts.get(id))
      const filters = search.replace(/q=\w+&?/, '')
      if (filters !== search) return
      for (const { a, b, sentences } of network.ties) {
        const evidence = await read<Facets>(`/ties/${a}/${b}/evidence?${filters}&size=0`)
        expect(sentences).toBe(evidence.total.value)
      }
    },
  )

  it('says how the query was read, and warns where it could mean otherwise', async () => {
    const network = await read<Answer & { reading: object }>('/graph?q=talks%20jap*n')

    expect(network.reading).toMatchObject({ q: expect.stringContaining('talks') as string })
    expect(network.warnings.map(({ code }) => code)).toEqual(['inner-wildcard'])
  })

  it.each(['size=301', 'rank=best', 'from=2023&to=2022', 'sort=newest'])(
    'refuses what it cannot do: %s',
    async (query) => {
      expect((await app.request(`/api/v1/graph?${query}`)).status).toBe(400)
    },
  )
})

describe('ties among given entities', () => {
  const ids = ['country-us', 'person-omar-quist', 'org-tin-council']

  it('are those of the network that has them', async () => {
    const among = (await (await post(JSON.stringify({ ids }))).json()) as Answer
    const network = await read<Answer>('/graph?size=300&rank=frequent')

    expect(among.ties).toEqual(
      network.ties.filter(({ a, b }) => ids.includes(a) && ids.includes(b)),
    )
    expect(among.warnings).toEqual([])
  })

  it('name those that no sentence names', async () => {
    const body = JSON.stringify({ ids: [...ids, 'person-no-one'] })
    const among = (await (await post(body, '?country=country-us')).json()) as Answer

    expect(among.warnings).toMatchObject([
      { code: 'not-named', message: 'No sentence of these articles names person-no-one.' },
    ])
  })

  it.each([
    ['a million ids', JSON.stringify({ ids: Array(1_000_000).fill('country-us') }), 413],
    ['more ids than a network has', JSON.stringify({ ids: Array(301).fill('country-us') }), 400],
    ['no ids', '{"ids":[]}', 400],
    ['another shape', '["country-us"]', 400],
    ['numbers', '{"ids":[1]}', 400],
    ['no JSON', '{"ids":', 400],
    ['nothing', '', 400],
  ])('refuses %s with a sentence', async (_, body, status) => {
    const response = await post(body)

    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(((await response.json()) as { detail: string }).detail).toMatch(/\w+ \w+/)
  })
})

describe('paths between two entities', () => {
  const A = 'person-omar-quist'

  it('show for each hop its count, which opens so many sentences, and the best of them', async () => {
    const ids = (await read<Answer>('/graph?size=5&rank=frequent')).entities.map(({ id }) => id)
    for (const b of ids.filter((id) => id !== A)) {
      for (const period of ['', '&from=2022-01&to=2022-03']) {
        const { paths } = await read<PathsAnswer>(`/paths/${A}/${b}?hubs=true&min=1${period}`)
        for (const { entities, hops } of paths) {
          expect([entities[0]!.id, entities.at(-1)!.id]).toEqual([A, b])
          expect(hops.length).toBe(entities.length - 1)
          for (const { a, b: other, sentences, evidence } of hops) {
            const list = await read<Facets>(`/ties/${a}/${other}/evidence?size=0${period}`)
            expect(sentences).toBe(list.total.value)
            expect(evidence.length).toBe(Math.min(2, sentences))
          }
        }
      }
    }
  })

  it('say honestly where there is none', async () => {
    const none = await read<PathsAnswer>(
      `/paths/${A}/country-us?avoidKind=person,organization&hops=2&min=1000`,
    )

    expect(none.warnings[0]?.code).toMatch(/no-route|weak-routes/)
    expect(none.warnings[0]?.message).toMatch(/^No route /)
  })

  it.each([
    [`${A}/${A}`, 400, 'two different entities'],
    [`${A}/country-us?hops=99`, 400, 'hops must be a whole number from 1 to 4'],
    [`${A}/country-us?from=2023-01&to=2022-12`, 400, 'is later than'],
    [`${A}/country-us?from=2023`, 400, 'must be a month'],
    [`${A}/country-us?avoid=${'x,'.repeat(100)}x`, 400, 'at most 100 ids'],
    [`${A}/person-no-one`, 404, 'no sentence names'],
  ])('refuse %s', async (path, status, detail) => {
    const response = await app.request(`/api/v1/paths/${path}`)

    expect(response.status).toBe(status)
    expect(((await response.json()) as { detail: string }).detail).toContain(detail)
  })
})

describe('two names that never share a sentence', () => {
  const body = '[Ana](person-ana) met [Bo](person-bo).\n[Bo](person-bo) met [Cy](person-cy).'
  let own: Stores
  let few: App
  beforeAll(() => {
    own = openStoresOn([story({ id: 'one', body }), story({ id: 'two', body })])
    few = createApp(own)
  })
  afterAll(() => own.close())

  it('are answered with what they have in common', async () => {
    const response = await few.request('/api/v1/ties/person-ana/person-cy')

    expect(await response.json()).toMatchObject({
      ...{ sentences: 0, articles: 0, first: null, months: [], words: [], sharedArticles: 2 },
      shared: { items: [{ entity: { id: 'person-bo' }, sentences: [2, 2] }], total: 1 },
    })
    const evidence = await few.request('/api/v1/ties/person-ana/person-cy/evidence')
    expect(await evidence.json()).toMatchObject({ items: [], total: { value: 0 } })
  })

  it('are connected by a path', async () => {
    const response = await few.request('/api/v1/paths/person-ana/person-cy')
    const { paths } = (await response.json()) as PathsAnswer

    expect(paths.map(({ entities }) => entities.map(({ id }) => id))).toEqual([
      ['person-ana', 'person-bo', 'person-cy'],
    ])
  })

  it('say what joins those that do', async () => {
    const response = await few.request('/api/v1/ties/person-ana/person-bo')

    expect(await response.json()).toMatchObject({ words: [{ word: 'met', sentences: 2 }] })
  })
})

describe('what changed between two periods', () => {
  const meeting = (i: number, month: string, ...names: string[]) =>
    story({
      id: `m${i}`,
      publishedAt: `2023-${month}-0${1 + (i % 9)}`,
      title: '',
      body: `${names.map((name) => `[${name}](person-${name})`).join(' met ')}.`,
    })
  const NEWS = Array.from({ length: 12 }, (_, i) => [
    meeting(i, '01', 'ana', 'bo'),
    meeting(100 + i, '01', 'cy', 'dee'),
    meeting(200 + i, '02', 'ana', 'eve'),
    meeting(300 + i, '02', 'cy', 'dee'),
  ]).flat()
  let own: Stores
  let few: App
  beforeAll(() => {
    own = openStoresOn(NEWS)
    few = createApp(own)
  })
  afterAll(() => own.close())
  const changes = async (query: string) =>
    (await few.request(`/api/v1/graph/changes?${query}`)).json() as Promise<{
      items: { change: string; a: { id: string }; b: { id: string }; evidence: Evidence }[]
      totals: object
    }>

  it('are ties that are new or gone, each with its first sentence, and none that stayed', async () => {
    const { items, totals } = await changes('earlier=2023-01&later=2023-02')

    expect(items.map(({ change, a, b }) => [change, a.id, b.id])).toEqual([
      ['gone', 'person-ana', 'person-bo'],
      ['new', 'person-ana', 'person-eve'],
    ])
    expect(items.map(({ evidence }) => evidence.text)).toEqual(['ana met bo.', 'ana met eve.'])
    expect(totals).toEqual({ new: 1, stronger: 0, weaker: 0, gone: 1 })
  })

  it('are names, with a search too', async () => {
    const all = await changes('earlier=2023-01&later=2023-02&of=entities')
    const some = await changes('earlier=2023-01&later=2023-02&of=entities&person=person-cy')

    expect(all.items).toMatchObject([
      { change: 'gone', entity: { id: 'person-bo' } },
      { change: 'new', entity: { id: 'person-eve' } },
    ])
    expect(some.items).toEqual([])
  })

  it.each([
    ['later=2023-02', 'earlier is missing'],
    ['earlier=2023-03..2023-01&later=2023-04', 'before it begins'],
    ['earlier=2023-03&later=2023-03', 'must begin after the end'],
    ['earlier=spring&later=2023', 'must be a period'],
    ['earlier=2022&later=2023&from=2021', 'from'],
  ])('are not told for %s', async (query, detail) => {
    const response = await few.request(`/api/v1/graph/changes?${query}`)

    expect(response.status).toBe(400)
    expect(((await response.json()) as { detail: string }).detail).toContain(detail)
  })
})
