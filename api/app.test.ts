import { describe, expect, it } from 'vitest'
import type { SearchStore } from '#core/search.ts'
import { story } from '#tests/builders.ts'
import { createApp } from './app.ts'
import { failingStores, serveStories } from './testing.ts'

const NEWS = [
  story({
    id: 'courier-1',
    source: 'courier',
    authors: ['Roe, Jane'],
    publishedAt: '2023-06-22T10:00:00Z',
    title: 'Ministers meet over the grid',
    body: [
      '[Leyla Mammadova](person-leyla-mammadova) spoke for [Azerbaijan](country-az).',
      'The [Grid Board](org-grid-board) listened to [Mammadova](person-leyla-mammadova).',
    ].join('\n'),
  }),
  story({
    id: 'courier-2',
    source: 'courier',
    publishedAt: '2023-07-01',
    title: 'The grid holds',
    body: '[Azerbaijan](country-az) thanked the [Grid Board](org-grid-board).',
  }),
  story({
    id: 'herald-1',
    source: 'herald',
    authors: ['Bo Ek'],
    publishedAt: null,
    title: 'A concert',
    body: '[Leyla Mammadova](person-leyla-mammadova) and [Azerbaijan](country-az) sang in [Baku](place-az-baku).',
  }),
]

const { app, stores } = serveStories(NEWS)

async function get<T = object>(path: string, on = app) {
  const response = await on.request(path)
  const { status, headers } = response
  return { status, headers, body: (await response.json()) as T }
}

interface Listed {
  items: { id: string }[]
  total: unknown
  next: string | null
}

async function idsAt(path: string): Promise<string[]> {
  const { body } = await get<Listed>(path)
  return body.items.map(({ id }) => id)
}

describe('/articles', () => {
  it('lists all without words, newest first and undated last', async () => {
    expect(await idsAt('/api/v1/articles')).toEqual(['courier-2', 'courier-1', 'herald-1'])
  })

  it('lists matches with total, version and fragments', async () => {
    const { status, body } = await get<object>('/api/v1/articles?q=ministers')

    expect(status).toBe(200)
    expect(body).toMatchObject({
      items: [{ id: 'courier-1', fragments: { 0: { field: 'title', spans: [[0, 9]] } } }],
      total: { value: 1, relation: 'eq' },
      next: null,
      warnings: [],
      version: NEWS.length,
    })
    expect(body).not.toHaveProperty('facets')
    expect(body).not.toHaveProperty('histogram')
  })

  it('says how the query was read, and what could have been meant otherwise', async () => {
    const { body } = await get<object>('/api/v1/articles?q=title:minist*rs+(after:1999')

    expect(body).toMatchObject({
      items: [{ id: 'courier-1' }],
      reading: {
        q: 'title:minist* after:1999',
        description:
          'Articles with a word beginning with “minist” in the title and dated 1999 or later.',
      },
      warnings: [
        { code: 'inner-wildcard', position: 6, reading: 'title:minist*' },
        { code: 'unclosed-bracket', position: 16 },
      ],
    })
  })

  it.each([
    ['source=courier', ['courier-2', 'courier-1']],
    ['source=-courier', ['herald-1']],
    ['source=courier,herald', ['courier-2', 'courier-1', 'herald-1']],
    ['source=courier&source=herald', ['courier-2', 'courier-1', 'herald-1']],
    ['author=Roe%2C+Jane', ['courier-1']],
    ['author=Roe,Jane', []],
    ['author=-Bo%20Ek&lang=en', ['courier-2', 'courier-1']],
    ['country=country-az&org=org-grid-board', ['courier-2', 'courier-1']],
    ['person.all=person-leyla-mammadova', ['courier-1', 'herald-1']],
    ['from=2023-07', ['courier-2']],
    ['to=2023-06', ['courier-1']],
    ['from=2023&to=2023&sort=oldest', ['courier-1', 'courier-2']],
    ['tie=org-grid-board,person-leyla-mammadova', ['courier-1']],
    ['tie=org-grid-board%2Cperson-leyla-mammadova', ['courier-1']],
    ['sort=relevance', ['courier-2', 'courier-1', 'herald-1']],
    ['q=&source=herald', ['herald-1']],
    ['q=grid+-ministers', ['courier-2']],
  ])('narrows by %s', async (query, ids) => {
    expect(await idsAt(`/api/v1/articles?${query}`)).toEqual(ids)
  })

  it('pages with the cursor it gave', async () => {
    const first = await get<Listed>('/api/v1/articles?size=2')
    const second = await get<Listed>(`/api/v1/articles?size=2&cursor=${first.body.next}`)

    expect(first.body.items).toHaveLength(2)
    expect(second.body.items).toMatchObject([{ id: 'herald-1' }])
    expect(second.body.next).toBeNull()
  })

  it('counts alone for a size of 0', async () => {
    const { body } = await get<Listed>('/api/v1/articles?size=0')

    expect(body).toMatchObject({ items: [], total: { value: 3, relation: 'eq' } })
  })

  it('counts values and months when asked', async () => {
    const { body } = await get<object>(
      '/api/v1/articles?facets=source,country&facetSize=1&histogram=true',
    )

    expect(body).toMatchObject({
      items: { length: 3 },
      facets: [
        { field: 'source', values: [{ value: 'courier', count: 2 }], total: { value: 2 } },
        { field: 'country', values: [{ value: 'country-az', name: 'Azerbaijan', count: 3 }] },
      ],
      histogram: { undated: 1 },
    })
  })

  it('counts months alone', async () => {
    const { body } = await get<object>('/api/v1/articles?histogram=true')

    expect(body).toHaveProperty('histogram')
    expect(body).not.toHaveProperty('facets')
  })
})

describe('/articles while something is indexed', () => {
  const path = '/api/v1/articles?facets=source'

  /** The stores with these versions on their lists of articles. */
  function listing(versions: number[]) {
    const search: SearchStore = {
      ...stores.search,
      articles: async (query) => ({
        ...(await stores.search.articles(query)),
        version: versions.shift() ?? NEWS.length,
      }),
    }
    return createApp({ ...stores, search })
  }

  it('answers with hits and counts of one version', async () => {
    expect(await get(path, listing([1, 2]))).toMatchObject({
      status: 200,
      body: { version: NEWS.length, facets: [{ field: 'source' }], warnings: [] },
    })
  })

  it('warns where they never agree', async () => {
    expect(await get(path, listing([0, 1, 2]))).toMatchObject({
      status: 200,
      body: { version: 2, warnings: [{ code: 'counts-apart' }] },
    })
  })
})

describe('/articles/{id}', () => {
  it('opens an article with what was read out of it', async () => {
    const { status, body } = await get<object>('/api/v1/articles/courier-1')

    expect(status).toBe(200)
    expect(body).toMatchObject({
      id: 'courier-1',
      sentences: { length: 3 },
      mentions: { length: 4 },
      version: NEWS.length,
    })
  })

  it('says what the article is about, strongest names first', async () => {
    const { body } = await get<{ entities: object[] }>('/api/v1/articles/courier-1')

    const named = { inTitle: false, inLead: true, about: true }
    expect(body.entities).toEqual([
      {
        ...{ id: 'person-leyla-mammadova', kind: 'person', name: 'Leyla Mammadova' },
        ...{ count: 2, mentions: 2, salience: 2.58, ...named },
      },
      {
        ...{ id: 'country-az', kind: 'country', name: 'Azerbaijan' },
        ...{ count: 1, mentions: 1, salience: 2, ...named },
      },
      {
        ...{ id: 'org-grid-board', kind: 'organization', name: 'Grid Board' },
        ...{ count: 1, mentions: 1, salience: 2, ...named },
      },
    ])
  })
})

describe('/entities', () => {
  it.each([
    ['', ['country-az', 'org-grid-board', 'person-leyla-mammadova']],
    ['?q=mam', ['person-leyla-mammadova']],
    ['?kind=person,country', ['country-az', 'person-leyla-mammadova']],
    ['?kind=organization&size=1', ['org-grid-board']],
  ])('lists them by %s', async (query, ids) => {
    expect(await idsAt(`/api/v1/entities${query}`)).toEqual(ids)
  })

  it('opens one', async () => {
    const { body } = await get('/api/v1/entities/person-leyla-mammadova')

    expect(body).toMatchObject({
      name: 'Leyla Mammadova',
      articles: 2,
      sentences: 3,
      version: NEWS.length,
    })
  })

  it('ranks its ties and filters them', async () => {
    const path = '/api/v1/entities/person-leyla-mammadova/ties'
    const { body } = await get(path)
    const ofMany = await get(`${path}?min=2&sort=surprise`)
    const ofKind = await get(`${path}?kind=organization`)

    const totals = { person: 0, organization: 1, country: 1 }
    expect(body).toMatchObject({
      items: [{ entity: { id: 'country-az' }, sentences: 2 }, { entity: { id: 'org-grid-board' } }],
      totals,
    })
    expect(ofMany.body).toMatchObject({ items: [{ articles: 2 }], total: { value: 1 } })
    expect(ofKind.body).toMatchObject({ items: [{ entity: { id: 'org-grid-board' } }], totals })
  })

  it('opens the sentences behind its count', async () => {
    const path = '/api/v1/entities/person-leyla-mammadova/mentions'
    const { body } = await get(path)
    const narrowed = await get(`${path}?source=herald`)

    expect(body).toMatchObject({ items: { length: 3 }, total: { value: 3, relation: 'eq' } })
    expect(narrowed.body).toMatchObject({ items: [{ article: { id: 'herald-1' }, sentence: 1 }] })
  })

  it('lists what an entity said, nothing for one that said nothing, and knows no others', async () => {
    const quotes = (id: string) => get(`/api/v1/entities/${id}/quotes?marks=with&from=2020`)

    expect(await quotes('person-leyla-mammadova')).toMatchObject({
      ...{ status: 200, body: { items: [], total: { value: 0, relation: 'eq' } } },
    })
    expect(await quotes('person-nobody')).toMatchObject({ status: 404 })
  })

  it('answers with an empty list where filters leave no sentence', async () => {
    const path = '/api/v1/entities/person-leyla-mammadova/mentions?from=2030'

    expect(await get(path)).toMatchObject({ status: 200, body: { items: [], total: { value: 0 } } })
  })
})

describe('/cities/{id}/mentions', () => {
  it('opens the sentences that name a city, as many articles as its facet counts', async () => {
    const counted = await get('/api/v1/articles?facets=city&size=0')
    const found = await get('/api/v1/articles?city=place-az-baku')
    const { body } = await get('/api/v1/cities/place-az-baku/mentions')

    expect(counted.body).toMatchObject({
      facets: [{ values: [{ value: 'place-az-baku', name: 'Baku', count: 1 }] }],
    })
    expect(found.body).toMatchObject({ items: [{ id: 'herald-1' }] })
    expect(body).toMatchObject({
      items: [{ sentence: 1, spans: [{ entity: 'place-az-baku', start: 39, end: 43 }] }],
      total: { value: 1 },
    })
  })

  it('takes ids of cities alone', async () => {
    expect(await get('/api/v1/cities/country-az/mentions')).toMatchObject({ status: 400 })
    expect(await get('/api/v1/cities/place-pe-lima/mentions')).toMatchObject({
      ...{ status: 200, body: { total: { value: 0 } } },
    })
  })
})

it('opens sentences and articles while the graph is out of reach', async () => {
  const half = createApp({ ...stores, graph: failingStores().graph })

  expect(await get('/api/v1/entities/country-az/mentions', half)).toMatchObject({ status: 200 })
  expect(await get('/api/v1/articles/courier-1', half)).toMatchObject({ status: 200 })
  expect(await get('/readyz', half)).toMatchObject({
    status: 200,
    body: { status: 'degraded', search: 'up', graph: 'down' },
  })
})

describe('/ties', () => {
  it.each(['country-az/person-leyla-mammadova', 'person-leyla-mammadova/country-az'])(
    'opens %s',
    async (pair) => {
      const { body } = await get(`/api/v1/ties/${pair}`)

      expect(body).toMatchObject({
        a: { id: 'country-az' },
        b: { id: 'person-leyla-mammadova' },
        sentences: 2,
      })
    },
  )

  it('opens as many sentences as it counts', async () => {
    const { body } = await get('/api/v1/ties/country-az/person-leyla-mammadova/evidence')

    expect(body).toMatchObject({ items: { length: 2 }, total: { value: 2, relation: 'eq' } })
  })

  it('answers with an empty list where filters leave no sentence', async () => {
    const path = '/api/v1/ties/country-az/person-leyla-mammadova/evidence?to=1999'

    expect(await get(path)).toMatchObject({ status: 200, body: { items: [] } })
  })
})

it('suggests entities while a name is typed', async () => {
  const { body } = await get('/api/v1/suggest?q=mam')

  expect(body).toMatchObject({
    items: [{ id: 'person-leyla-mammadova', matched: 'Leyla Mammadova' }],
  })
})

it('says what the archive holds', async () => {
  const { body } = await get('/api/v1/status')

  expect(body).toMatchObject({ articles: 3, undated: 1, sample: false, version: NEWS.length })
})
