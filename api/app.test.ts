import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SearchStore } from '#core/search.ts'
import type { Stores } from '#stores/stores.ts'
import { story } from '#tests/builders.ts'
import { type App, createApp } from './app.ts'
import type { Problem } from './schemas/problem.ts'
import { failingStores, openStoresOn } from './testing.ts'

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
    body: '[Leyla Mammadova](person-leyla-mammadova) and [Azerbaijan](country-az) sang.',
  }),
]

let stores: Stores
let app: App
beforeAll(() => {
  stores = openStoresOn(NEWS)
  app = createApp(stores)
})
afterAll(() => stores.close())

async function get<T = Problem>(path: string, on: App = app) {
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

  /** The stores, but for the versions that their lists of articles name. */
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
      body: { version: 2, warnings: ['Something was indexed between the list and its counts.'] },
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

  it('answers with an empty list where filters leave no sentence', async () => {
    const path = '/api/v1/entities/person-leyla-mammadova/mentions?from=2030'

    expect(await get(path)).toMatchObject({ status: 200, body: { items: [], total: { value: 0 } } })
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

describe('a wrong request', () => {
  it.each([
    ['articles?sorce=x', 'sorce', 'there is no parameter sorce; did you mean source?'],
    ['articles?zzz=x', 'zzz', 'there is no parameter zzz'],
    ['articles?SIZE=1', 'SIZE', 'did you mean size?'],
    ['articles/courier-1?q=x', 'q', 'there is no parameter q'],
    ['status?a=1', 'a', 'there is no parameter a'],
    ['articles?size=101', 'size', 'size must be a whole number from 0 to 100'],
    ['articles?size=-1', 'size', 'size must be'],
    ['articles?size=', 'size', 'size must be'],
    ['articles?size=1e1', 'size', 'size must be'],
    ['articles?size=1&size=2', 'size', 'size must be given only once'],
    ['articles?facets=source&facetSize=51', 'facetSize', 'from 1 to 50'],
    ['articles?facets=persn', 'facets', 'did you mean person?'],
    ['articles?histogram=yes', 'histogram', 'histogram must be true or false'],
    ['articles?sort=best', 'sort', 'sort must be one of relevance, newest, oldest'],
    ['articles?from=2023-02-30', 'from', 'from must be a day, month or year'],
    ['articles?to=22.06.23', 'to', 'to must be a day, month or year'],
    ['articles?from=2023-07&to=2023-06-30', 'from', 'is later than'],
    ['articles?cursor=nonsense', 'cursor', 'cursor'],
    ['articles?source=', 'source', 'source holds an empty value'],
    ['articles?source=a,,b', 'source', 'source holds an empty value'],
    ['articles?source=%E0%A4%A', 'source', 'source is not percent-encoded UTF-8'],
    [`articles?source=${'a,'.repeat(50)}a`, 'source', 'source must have at most 50 values'],
    ['articles?tie=country-az', 'tie', 'tie must be the ids of two entities'],
    ['articles?tie=country-az,country-az', 'tie', 'tie must be the ids of two entities'],
    ['entities?kind=place', 'kind', 'kind must be some of person, organization, country'],
    [`entities?q=${'x'.repeat(201)}`, 'q', 'q must have at most 200 characters'],
    ['entities/country-az/ties?sort=best', 'sort', 'sort must be one of surprise'],
    ['entities/country-az/ties?min=0', 'min', 'min must be a whole number from 1'],
    ['entities/country-az/mentions?sort=best', 'sort', 'sort must be one of newest, oldest'],
    ['ties/country-az/country-az', 'b', 'a tie joins two different entities'],
    ['ties/country-az/country-az/evidence', 'b', 'a tie joins two different entities'],
    ['suggest', 'q', 'q is missing'],
    ['suggest?q=a&size=51', 'size', 'size must be a whole number from 1 to 50'],
  ])('%s is told which parameter is wrong', async (path, parameter, detail) => {
    const { status, headers, body } = await get(`/api/v1/${path}`)

    expect({ status, parameter: body.parameter }).toEqual({ status: 400, parameter })
    expect(body.detail).toContain(detail)
    expect(body).toMatchObject({ type: 'about:blank', title: 'Bad Request', status: 400 })
    expect(headers.get('content-type')).toBe('application/problem+json')
  })

  it('is told where a query cannot be read', async () => {
    const { status, body } = await get('/api/v1/articles?q=grid+(minister')

    expect(status).toBe(400)
    expect(body).toMatchObject({
      parameter: 'q',
      position: 5,
      detail: 'this bracket is never closed',
    })
  })

  it.each([
    ['articles/nothing', 'there is no article nothing'],
    ['articles/a%2Fb', 'there is no article a/b'],
    ['entities/person-nobody', 'there is no entity person-nobody'],
    ['entities/person-nobody/ties', 'there is no entity person-nobody'],
    ['entities/person-nobody/mentions', 'there is no entity person-nobody'],
    ['ties/country-az/person-nobody', 'no sentence names both country-az and person-nobody'],
    ['ties/country-az/person-nobody/evidence', 'no sentence names both'],
    ['articles/', 'there is nothing at /api/v1/articles/'],
    ['article', 'there is nothing at /api/v1/article'],
  ])('finds nothing at %s', async (path, detail) => {
    const { status, headers, body } = await get(`/api/v1/${path}`)

    expect(status).toBe(404)
    expect(body).toMatchObject({ title: 'Not Found', status: 404 })
    expect(body.detail).toContain(detail)
    expect(headers.get('content-type')).toBe('application/problem+json')
  })

  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('may not %s', async (method) => {
    const response = await app.request('/api/v1/articles', { method })

    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('GET, HEAD')
    expect(await response.json()).toMatchObject({ title: 'Method Not Allowed' })
  })

  it('may not have a body', async () => {
    const response = await app.request('/api/v1/articles', { headers: { 'content-length': '2' } })

    expect(response.status).toBe(413)
    expect(await response.json()).toMatchObject({ detail: 'a request must have no body' })
  })
})

describe('a failure', () => {
  const PATHS = [
    'articles',
    'articles?facets=source',
    'articles/a',
    'entities',
    'entities/a',
    'entities/a/ties',
    'entities/a/mentions',
    'ties/a/b',
    'ties/a/b/evidence',
    'suggest?q=a',
    'status',
  ]

  it.each(PATHS)('of a store makes %s unavailable, without its words', async (path) => {
    const reported: Error[] = []
    const report = (error: Error) => reported.push(error)
    const broken = createApp({ ...failingStores(), report })
    const { status, headers, body } = await get(`/api/v1/${path}`, broken)

    expect(status).toBe(503)
    expect(headers.get('retry-after')).toBe('1')
    expect(body).toMatchObject({ detail: 'sqlite cannot answer now; try again' })
    expect(reported).toMatchObject([{ message: 'disk I/O error at 0x5f' }])
  })

  it.each(PATHS)('inside Dateline shows nothing of it at %s', async (path) => {
    const reported: Error[] = []
    const report = (error: Error) => reported.push(error)
    const broken = createApp({ ...failingStores(new TypeError('the secret canary')), report })
    const { status, body } = await get(`/api/v1/${path}`, broken)

    expect(status).toBe(500)
    expect(JSON.stringify(body)).not.toContain('canary')
    expect(reported).toMatchObject([{ message: 'the secret canary' }])
  })
})
