import { describe, expect, it } from 'vitest'
import { createApp } from './app.ts'
import { openStoresOn } from './testing.ts'

const KEY = 'a-key-of-some-length'
const stores = openStoresOn([])
const onLoopback = createApp(stores)
const withKey = createApp({ ...stores, key: KEY, hosts: 'any' })

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
    ['/api', 401],
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
