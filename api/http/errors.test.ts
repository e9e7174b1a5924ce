import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { UserError } from '#core/errors.ts'
import type { Stores } from '#stores/stores.ts'
import { generateStories } from '#tests/generated-stories.ts'
import { type App, createApp } from '../app.ts'
import type { Problem } from '../schemas/problem.ts'
import { failingStores, openStoresOn } from '../testing.ts'

let stores: Stores
let app: App
beforeAll(() => {
  stores = openStoresOn(generateStories(20))
  app = createApp(stores)
})
afterAll(() => stores.close())

async function get(path: string, on: App = app) {
  const response = await on.request(path)
  const { status, headers } = response
  return { status, headers, body: (await response.json()) as Problem }
}

describe('a wrong request', () => {
  it.each([
    ['articles?sorce=x', 'sorce', 'there is no parameter sorce; did you mean source?'],
    ['articles?zzz=x', 'zzz', 'there is no parameter zzz'],
    ['articles?SIZE=1', 'SIZE', 'did you mean size?'],
    ['articles/7-story?q=x', 'q', 'there is no parameter q'],
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
    ['entities/country-az/ties?sort=best', 'sort', 'sort must be one of strength, surprise'],
    ['entities/country-az/mentions?fold=stories', 'fold', 'add sort=best'],
    ['entities/country-az/ties?min=0', 'min', 'min must be a whole number from 1'],
    ['entities/country-az/mentions?sort=worst', 'sort', 'sort must be one of newest, oldest, best'],
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

  it.each([
    ['q=grid+po*', 5, 'at least 3 letters stand before *'],
    ['q=after:2023-02-30', 6, '2023-02-30 is no date'],
    ['q=grid+(minister&strict=true', 5, 'This bracket is never closed'],
  ])(
    'is told where a query goes beyond the limits, or is not strict: %s',
    async (query, position, detail) => {
      const { status, body } = await get(`/api/v1/articles?${query}`)

      expect(status).toBe(400)
      expect(body).toMatchObject({ parameter: 'q', position })
      expect(body.detail).toContain(detail)
    },
  )

  it.each([
    ['articles/nothing', 'there is no article nothing'],
    ['articles/a%2Fb', 'there is no article a/b'],
    ['entities/person-nobody', 'there is no entity person-nobody'],
    ['entities/person-nobody/ties', 'there is no entity person-nobody'],
    ['entities/person-nobody/mentions', 'there is no entity person-nobody'],
    ['ties/country-az/person-nobody', 'no sentence names country-az, or none person-nobody'],
    ['ties/country-az/person-nobody/evidence', 'no sentence names country-az, or none'],
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
    const response = await app.request('/api/v1/status', { method })

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
    expect(headers.get('retry-after')).toBe('2')
    expect(body).toMatchObject({ detail: 'sqlite cannot answer now; try again' })
    expect(reported).toMatchObject([{ message: 'disk I/O error at 0x5f' }])
  })

  it('of how an engine is set up is told to who runs the server, not to the browser', async () => {
    const reported: Error[] = []
    const report = (error: Error) => reported.push(error)
    const wrong = new UserError('wrong password for Elasticsearch at http://10.0.0.7:9200')
    const broken = createApp({ ...failingStores(wrong), report })
    const { status, body } = await get('/api/v1/status', broken)

    expect(status).toBe(503)
    expect(JSON.stringify(body)).not.toContain('10.0.0.7')
    expect(reported).toEqual([wrong])
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

describe('half a system', () => {
  const quiet = { report: () => {} }
  const graph = () => createApp({ ...stores, search: failingStores().search, ...quiet })
  const search = () => createApp({ ...stores, graph: failingStores().graph, ...quiet })

  it.each(['entities', 'entities/country-az', 'entities/country-az/ties', 'suggest?q=a'])(
    'answers %s while there is no search',
    async (path) => {
      expect((await get(`/api/v1/${path}`, graph())).status).toBe(200)
    },
  )

  it.each([
    'articles?q=grid&facets=person&histogram=true',
    'entities/country-az/mentions',
    'status',
  ])('answers %s while there is no graph', async (path) => {
    expect((await get(`/api/v1/${path}`, search())).status).toBe(200)
  })

  it.each(['entities/person-nobody/mentions', 'ties/country-az/person-nobody/evidence'])(
    'says of the empty list %s that it cannot tell why while there is no graph',
    async (path) => {
      const { status, body } = await get(`/api/v1/${path}`, search())

      expect(status).toBe(200)
      expect(body).toMatchObject({ items: [], warnings: [{ code: 'graph-down' }] })
    },
  )
})
