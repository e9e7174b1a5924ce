import { describe, expect, it } from 'vitest'
import { createApp } from '../app.ts'
import { toOrigin } from './cors.ts'
import { openStoresOn } from '../testing.ts'

const KEY = 'a-key-of-some-length'
const stores = openStoresOn([])
const onLoopback = createApp(stores)
const withKey = createApp({ ...stores, key: KEY, hosts: 'any' })

const ALLOWED = 'https://observablehq.example'
const withSites = createApp({ ...stores, origins: [ALLOWED] })

const API = '/api/v1/status'
const PAGE = '/'

type Headers = Record<string, string>
type Row = [headers: Headers, api: number, page: number]

/** The web app is not built here, so a request that was let in gets 503. */
const IN = 503

const LOOPBACK: Row[] = [
  [{ host: 'localhost:4310' }, 200, IN],
  [{ host: 'LOCALHOST:4310' }, 200, IN],
  [{ host: '127.0.0.1:4310' }, 200, IN],
  [{ host: '127.0.0.1' }, 200, IN],
  [{ host: '[::1]:4310' }, 200, IN],
  [{ host: 'news.example' }, 403, 403],
  [{ host: 'news.example:4310' }, 403, 403],
  [{ host: 'localhost.news.example' }, 403, 403],
  [{ host: '127.0.0.1.nip.example' }, 403, 403],
  [{ host: 'localhost@news.example' }, 403, 403],
  [{ host: '192.168.1.7:4310' }, 403, 403],
  [{ host: '0.0.0.0:4310' }, 403, 403],
  [{ host: 'localhost:4310:4310' }, 403, 403],
  [{ host: '' }, 403, 403],
  [{ host: 'localhost:4310', origin: 'http://localhost:4310' }, 200, IN],
  [{ host: '127.0.0.1:4310', origin: 'http://127.0.0.1:4310' }, 200, IN],
  [{ host: 'localhost', origin: 'http://LOCALHOST' }, 200, IN],
  [{ host: 'localhost:4310', origin: 'http://localhost:3000' }, 403, 403],
  [{ host: 'localhost:4310', origin: 'http://127.0.0.1:4310' }, 403, 403],
  [{ host: 'localhost:4310', origin: 'https://news.example' }, 403, 403],
  [{ host: 'localhost:4310', origin: 'null' }, 403, 403],
  [{ host: 'localhost:4310', origin: '' }, 403, 403],
  [{ host: 'localhost:4310', origin: 'file://' }, 403, 403],
  [{ host: 'news.example', origin: 'http://news.example' }, 403, 403],
  [{ host: 'localhost:4310', 'sec-fetch-site': 'same-origin' }, 200, IN],
  [{ host: 'localhost:4310', 'sec-fetch-site': 'none' }, 200, IN],
  [{ host: 'localhost:4310', 'sec-fetch-site': 'same-site' }, 403, IN],
  [{ host: 'localhost:4310', 'sec-fetch-site': 'cross-site' }, 403, IN],
]

const bearer = (key: string) => ({ authorization: `Bearer ${key}` })

const KEYED: Row[] = [
  [{}, 401, IN],
  [bearer(KEY), 200, IN],
  [{ authorization: `bearer ${KEY}` }, 200, IN],
  [bearer(`${KEY} `), 200, IN],
  [bearer(`${KEY}x`), 401, IN],
  [bearer(KEY.slice(1)), 401, IN],
  [bearer(KEY.toUpperCase()), 401, IN],
  [bearer(''), 401, IN],
  [{ authorization: KEY }, 401, IN],
  [{ authorization: `Basic ${btoa(`x:${KEY}`)}` }, 401, IN],
  [{ cookie: `key=${KEY}` }, 401, IN],
  [{ host: 'news.example' }, 401, IN],
  [{ host: 'news.example', ...bearer(KEY) }, 200, IN],
  [{ host: 'news.example', origin: 'http://news.example', ...bearer(KEY) }, 200, IN],
  [{ host: 'news.example', origin: 'https://news.example', ...bearer(KEY) }, 200, IN],
  [{ host: 'news.example', origin: 'https://other.example', ...bearer(KEY) }, 403, 403],
  [{ host: 'news.example', origin: 'https://other.example' }, 403, 403],
  [{ host: 'news.example', 'sec-fetch-site': 'cross-site', ...bearer(KEY) }, 403, IN],
  [{ host: 'news.example', 'sec-fetch-site': 'same-origin', ...bearer(KEY) }, 200, IN],
]

describe('on loopback', () => {
  it.each(LOOPBACK)(
    '%j gets %i from the API and %i from the web app',
    async (headers, api, page) => {
      expect((await onLoopback.request(API, { headers })).status).toBe(api)
      expect((await onLoopback.request(PAGE, { headers })).status).toBe(page)
    },
  )
})

describe('with a key', () => {
  it.each(KEYED)('%j gets %i from the API and %i from the web app', async (headers, api, page) => {
    expect((await withKey.request(API, { headers })).status).toBe(api)
    expect((await withKey.request(PAGE, { headers })).status).toBe(page)
  })

  it.each([
    ['/api', IN],
    ['/api/', 401],
    ['/api/v1', 401],
    ['/api/v1/openapi.json', 401],
    ['/api/v1/nothing', 401],
    ['/api/v2/status', 401],
    ['/%61pi/v1/status', 401],
    ['//api/v1/status', IN],
    ['/API/v1/status', IN],
    ['/api%2Fv1/status', IN],
    ['/api\\v1/status', 401],
    ['/x/../api/v1/status', 401],
    ['/livez', 200],
    ['/readyz', 200],
  ])('%s without it is answered with %i', async (path, status) => {
    expect((await withKey.request(path)).status).toBe(status)
  })

  it('is asked for in the way that clients understand', async () => {
    const response = await withKey.request(API)

    expect(response.headers.get('www-authenticate')).toBe('Bearer')
    expect(await response.json()).toMatchObject({ status: 401, title: 'Unauthorized' })
  })

  it('asks before it tells what may be done', async () => {
    expect((await withKey.request(API, { method: 'POST' })).status).toBe(401)
  })
})

const SITES: Row[] = [
  [{ origin: ALLOWED, 'sec-fetch-site': 'cross-site' }, 200, IN],
  [{ origin: ALLOWED }, 200, 403],
  [{ origin: `${ALLOWED}:8443` }, 403, 403],
  [{ origin: 'http://observablehq.example' }, 403, 403],
  [{ origin: `${ALLOWED}.evil.example` }, 403, 403],
  [{ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, 403, 403],
  [{ origin: 'null', 'sec-fetch-site': 'cross-site' }, 403, 403],
  [{ 'sec-fetch-site': 'cross-site' }, 403, IN],
  [{ host: 'rebound.example', origin: ALLOWED }, 403, 403],
  [{ host: 'rebound.example', origin: 'http://rebound.example' }, 403, 403],
]

describe('with a site that is allowed', () => {
  it.each(SITES)('%j gets %i from the API', async (sent, api) => {
    const headers = { host: 'localhost:4310', ...sent }
    const answer = await withSites.request(API, { headers })

    expect(answer.status).toBe(api)
    const allowed = answer.headers.get('access-control-allow-origin')
    expect(allowed).toBe(api === 200 ? ALLOWED : null)
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
  })

  const preflight = (origin: string, more: Headers = {}) =>
    withSites.request(API, {
      method: 'OPTIONS',
      headers: { host: 'localhost', origin, 'access-control-request-method': 'GET', ...more },
    })

  it('answers the questions that its browser asks first', async () => {
    const network = { 'access-control-request-private-network': 'true' }
    const { status, headers } = await preflight(ALLOWED, network)

    expect(status).toBe(204)
    expect(headers.get('access-control-allow-origin')).toBe(ALLOWED)
    expect(headers.get('access-control-allow-headers')).toContain('Authorization')
    expect(headers.get('access-control-allow-private-network')).toBe('true')
    expect((await preflight('https://evil.example', network)).status).toBe(403)
  })

  it('asks for a key after that, and its refusal can be read', async () => {
    const app = createApp({ ...stores, key: KEY, hosts: 'any', origins: [ALLOWED] })
    const headers = { host: 'news.example', origin: ALLOWED }
    const first = await app.request(API, {
      method: 'OPTIONS',
      headers: { ...headers, 'access-control-request-method': 'GET' },
    })
    const refused = await app.request(API, { headers })
    const answered = await app.request(API, { headers: { ...headers, ...bearer(KEY) } })

    expect([first.status, refused.status, answered.status]).toEqual([204, 401, 200])
    expect(refused.headers.get('access-control-allow-origin')).toBe(ALLOWED)
    expect(answered.headers.get('access-control-expose-headers')).toContain('ETag')
    expect(answered.headers.get('vary')).toContain('Origin')
  })

  it('writes no more than any other site', async () => {
    const tries: Headers[] = [{}, { 'sec-fetch-site': 'cross-site' }]
    for (const more of tries) {
      const headers = { host: 'localhost', origin: ALLOWED, 'content-type': 'application/json' }
      const { status } = await withSites.request('/api/v1/decisions', {
        method: 'POST',
        headers: { ...headers, ...more },
        body: '{}',
      })
      expect(status).toBe(403)
    }
  })
})

describe('an address of a site', () => {
  it.each([
    '*',
    'null',
    'observablehq.com',
    'https://a.example/path',
    'file:///x',
    'https://u:p@a.example',
  ])('%s is none', (written) => {
    expect(() => toOrigin(written)).toThrow('is not the address of a site')
  })

  it('is written as browsers send it', () => {
    expect(toOrigin('https://Observablehq.com/')).toBe('https://observablehq.com')
    expect(toOrigin('http://localhost:8888')).toBe('http://localhost:8888')
  })
})

describe('an answer of the API', () => {
  const get = (known?: string) =>
    onLoopback.request(API, {
      headers: { host: 'localhost', ...(known && { 'if-none-match': known }) },
    })

  it('is not sent again to who has it', async () => {
    const tag = (await get()).headers.get('etag')!
    for (const known of [tag, `W/${tag}`, `"x", ${tag}`, '*']) {
      const again = await get(known)
      expect({ status: again.status, body: await again.text() }).toEqual({ status: 304, body: '' })
      expect(again.headers.get('etag')).toBe(tag)
    }
    expect((await get('"x"')).status).toBe(200)
    expect((await get()).headers.get('cache-control')).toBe('private, no-cache')
  })

  it('has a tag wherever it can be read', async () => {
    const paths = ['articles', 'entities', 'status', 'openapi.json', 'suggest?q=ann', 'graph']
    for (const path of paths) {
      const answer = await onLoopback.request(`/api/v1/${path}`)
      expect([path, answer.headers.get('etag')]).toEqual([
        path,
        expect.stringMatching(/^"[\w-]+"$/),
      ])
    }
  })

  it('waits for a second where too much is asked at once, and says what to ask instead', async () => {
    let release = () => {}
    const waiting = new Promise<never>((_, reject) => (release = () => reject(new Error('late'))))
    const search = { ...stores.search, status: () => waiting }
    const app = createApp({ ...stores, search, maxAtOnce: 2, report: () => {} })
    const slow = [1, 2].map(async () => (await app.request(API)).status)
    const refused = await app.request('/api/v1/entities')
    release()
    expect(await Promise.all(slow)).toEqual([500, 500])

    expect(refused.status).toBe(503)
    expect(refused.headers.get('retry-after')).toBe('1')
    expect(await refused.json()).toMatchObject({
      detail: expect.stringContaining('one file') as string,
    })
    expect((await app.request('/api/v1/entities')).status).toBe(200)
  })
})
