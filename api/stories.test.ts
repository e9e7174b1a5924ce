import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Facets, HitPage, Network } from '#core/search.ts'
import type { Stores } from '#stores/stores.ts'
import { story } from '#tests/builders.ts'
import { type App, createApp } from './app.ts'
import { openSettledStores, serveStories } from './testing.ts'
import type { Copy } from './views/copies.ts'

const REPORT = [
  'Crude oil prices rose by a dollar a barrel on Thursday after producers agreed to cut output from next month.',
  'The minister of [Peru](country-pe) said that the cut would hold until the end of the year, whatever others did.',
  'Traders in the city had expected a smaller one, and stocks of refined products fell for the third week in a row.',
].join('\n')

const { app } = serveStories([
  story({
    id: 'wire-1',
    source: 'wire',
    title: 'Producers agree',
    publishedAt: '2023-06-01T08:00:00Z',
    body: REPORT.replace('a dollar', 'more'),
  }),
  story({ id: 'courier-1', source: 'courier', publishedAt: '2023-06-01T12:00:00Z', body: REPORT }),
  story({ id: 'gazette-1', source: 'gazette', publishedAt: '2023-06-02T07:00:00Z', body: REPORT }),
  story({
    id: 'wire-2',
    source: 'wire',
    publishedAt: '2023-07-01',
    body: 'Oil is found off the coast of [Peru](country-pe), the minister says.',
  }),
])

const ask = (path: string) => app.request(`/api/v1${path}`)
const read = async <T>(path: string) => (await (await ask(path)).json()) as T
const idsOf = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id)

describe('a search with fold=stories', () => {
  it('lists one article a story, and says what else matches', async () => {
    const page = await read<HitPage>('/articles?q=oil&fold=stories&sort=oldest')

    expect(idsOf(page)).toEqual(['wire-1', 'wire-2'])
    expect(page.total).toEqual({
      ...{ value: 4, relation: 'eq' },
      stories: { value: 2, relation: 'eq' },
    })
    expect(page.items[0]!.copies).toEqual({
      ...{ articles: 3, outlets: 2, sources: ['courier', 'gazette'] },
    })
  })

  it('goes on where a page ended', async () => {
    const first = await read<HitPage>('/articles?fold=stories&sort=newest&size=1')
    const rest = await read<HitPage>(
      `/articles?fold=stories&sort=newest&size=1&cursor=${first.next}`,
    )

    expect([first, rest].map(idsOf)).toEqual([['wire-2'], ['gazette-1']])
    expect(rest.next).toBeNull()
    expect((await ask(`/articles?sort=newest&size=1&cursor=${first.next}`)).status).toBe(400)
  })

  it('counts articles in its facets, unless stories are asked for', async () => {
    const counts = async (count: string) => {
      const { facets } = await read<Facets>(`/articles?fold=stories&facets=country&${count}`)
      return facets[0]!.values.map((value) => value.count)
    }

    expect(await counts('')).toEqual([4])
    expect(await counts('count=stories')).toEqual([2])
  })

  it('is a file of as many rows', async () => {
    const answer = await ask('/articles.csv?fold=stories&select=id')

    expect((await answer.text()).trim().split(/\r?\n/)).toEqual(['id', 'wire-2', 'gazette-1'])
    expect(answer.headers.get('Dateline-Total')).toBe('2')
  })

  it('folds by nothing else', async () => {
    expect((await ask('/articles?fold=authors')).status).toBe(400)
    expect((await ask('/articles?count=words')).status).toBe(400)
  })
})

describe('a search with count=stories', () => {
  it('counts the stories of a network', async () => {
    const network = await read<Network>('/graph?count=stories&rank=frequent')

    expect(network.entities).toMatchObject([{ id: 'country-pe', articles: 4, stories: 2 }])
    expect(network.total.stories!.value).toBe(2)
  })

  it('finds no change where only copies are more', async () => {
    const changes = (query: string) =>
      read<{ stories: object; articles: object }>(
        `/graph/changes?earlier=2023-06&later=2023-07&of=entities${query}`,
      )

    expect(await changes('&count=stories')).toMatchObject({
      ...{ articles: { earlier: 3, later: 1 }, stories: { earlier: 1, later: 1 } },
    })
  })
})

describe('the copies of an article', () => {
  it('are the other articles of its story, each with the words that differ', async () => {
    const page = await read<{ story: string; total: object; items: Copy[] }>(
      '/articles/courier-1/copies',
    )

    expect(page.items.map(({ article }) => article.id)).toEqual(['wire-1', 'gazette-1'])
    expect(page.total).toEqual({ value: 2, relation: 'eq' })
    const [{ title, body }] = page.items as [Copy]
    expect(title).toEqual([
      { in: 'first', text: 'A title' },
      { in: 'second', text: 'Producers agree' },
    ])
    expect(body.filter((piece) => piece.in !== 'both')).toEqual([
      { in: 'first', text: 'a dollar' },
      { in: 'second', text: 'more' },
    ])
    const { items } = await read<HitPage>(`/articles?story=${page.story}&sort=oldest`)
    expect(idsOf({ items })).toEqual(['wire-1', 'courier-1', 'gazette-1'])
  })

  it('are none of an article that is printed once, and none can be of one that is not there', async () => {
    expect(await read('/articles/wire-2/copies')).toMatchObject({ items: [], next: null })
    expect((await ask('/articles/nowhere/copies')).status).toBe(404)
  })
})

describe('a story that a later article joins to an older one', () => {
  const WORDS = Array.from({ length: 60 }, (_, i) => `oil${i}`).join(' ')
  const edited = (nth: number, by: string) =>
    WORDS.replaceAll(/oil(\d+)/g, (word, n) => (Number(n) % nth === 3 ? `${by}${n}` : word))
  const told = (id: string, body: string, hour: string) =>
    story({ id, source: id, title: id, body, publishedAt: `2023-06-22T${hour}:00:00Z` })

  let stores: Stores
  let joined: App
  const before = { elder: '', later: '' }
  beforeAll(async () => {
    const apart = [told('early', edited(6, 'early'), '22'), told('late', edited(7, 'late'), '23')]
    stores = await openSettledStores(apart, async (archive) => {
      const [elder, later] = archive.db
        .prepare('select story from article order by row')
        .all()
        .map(({ story: number }) => `story-${Number(number)}`)
      Object.assign(before, { elder, later })
      archive.write([
        {
          ...told('middle', WORDS, '20'),
          ...{ extractor: '1', origin: { path: 'news', line: null } },
        },
      ])
    })
    joined = createApp(stores)
  })
  afterAll(() => stores.close())

  it('leads on to it, wherever it is asked for', async () => {
    const moved = await joined.request(`/api/v1/stories/${before.later}?size=2`)
    expect(moved.status).toBe(308)
    expect(moved.headers.get('Location')).toBe(`/api/v1/stories/${before.elder}?size=2`)

    const found = await joined.request(`/api/v1/articles?story=${before.later}`)
    expect(((await found.json()) as HitPage).items.map((hit) => hit.story)).toEqual(
      Array(3).fill(before.elder),
    )
  })

  it('is the story that it was where it is the elder one', async () => {
    const answer = await joined.request(`/api/v1/stories/${before.elder}`)
    expect(answer.status).toBe(200)
    expect(idsOf((await answer.json()) as HitPage)).toEqual(['middle', 'early', 'late'])
  })

  it.each(['story-99999', 'story-', 'person-quist', 'story-1x'])(
    'is none where there was none: %s',
    async (id) => {
      expect((await joined.request(`/api/v1/stories/${id}`)).status).toBe(404)
    },
  )
})
