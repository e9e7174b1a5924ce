import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, createApp } from '../app.ts'
import { failingStores } from '../testing.ts'

const SHELL = '<!doctype html><title>Dateline</title>'
const SCRIPT = `console.log('talks')\n`.repeat(200)
const folder = mkdtempSync(join(tmpdir(), 'web-'))
let app: App

beforeAll(() => {
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), SHELL)
  writeFileSync(join(folder, 'assets', 'index-a1b2.js'), SCRIPT)
  writeFileSync(join(folder, 'assets', 'index-a1b2.js.br'), brotliCompressSync(SCRIPT))
  writeFileSync(join(folder, 'assets', 'index-a1b2.js.gz'), gzipSync(SCRIPT))
  writeFileSync(join(folder, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  app = createApp({ ...failingStores(), webFolder: folder })
})
afterAll(() => rmSync(folder, { recursive: true }))

const HTML = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers })

describe('the built web app', () => {
  it.each([
    '/',
    '/article/courier-1',
    '/entity/org-u.s.-house',
    '/tie/a/b?sort=oldest',
    '/apiary',
    '/api',
  ])('opens at %s in a browser', async (path) => {
    const response = await get(path, HTML)

    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('cache-control')).toBe('no-cache')
    expect(await response.text()).toBe(SHELL)
  })

  it.each<Record<string, string>>([{}, { accept: '*/*' }, { accept: '' }, { accept: 'text/*' }])(
    'opens at any page for a client that says %j',
    async (headers) => {
      expect((await get('/', headers)).status).toBe(200)
      expect(await (await get('/search?q=oil', headers)).text()).toBe(SHELL)
    },
  )

  it('does not stand in for data', async () => {
    expect((await get('/search?q=oil', { accept: 'application/json' })).status).toBe(404)
  })

  it('lets browsers keep what has a hash in its name', async () => {
    const response = await get('/assets/index-a1b2.js')

    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(response.headers.get('content-encoding')).toBeNull()
    expect(await response.text()).toBe(SCRIPT)
  })

  it.each([
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['br;q=0, gzip', 'gzip', gunzipSync],
  ])('is compressed for %s', async (accepted, encoding, decompress) => {
    const response = await get('/assets/index-a1b2.js', { 'accept-encoding': accepted })

    expect(response.headers.get('content-encoding')).toBe(encoding)
    expect(response.headers.get('vary')).toContain('Accept-Encoding')
    expect(decompress(await response.arrayBuffer()).toString()).toBe(SCRIPT)
  })

  it('is not compressed where that gains nothing', async () => {
    const response = await get('/icon.svg', { 'accept-encoding': 'br' })

    expect(response.headers.get('content-encoding')).toBeNull()
  })

  it('is not sent again to who has it', async () => {
    const etag = (await get('/')).headers.get('etag')!
    const response = await get('/', { 'if-none-match': `"other", ${etag}` })

    expect(response.status).toBe(304)
    expect(await response.text()).toBe('')
    expect(response.headers.get('etag')).toBe(etag)
  })

  it('is sent without a body to HEAD', async () => {
    const response = await app.request('/', { method: 'HEAD' })

    expect(response.status).toBe(200)
    expect(response.headers.get('etag')).toBe((await get('/')).headers.get('etag'))
    expect(await response.text()).toBe('')
  })

  it.each([
    '/assets/index-0000.js',
    '/assets/../../package.json',
    '/..%2fpackage.json',
    '/favicon.ico',
    '/assets/%00',
    '/assets',
    '/assets/',
  ])('has nothing at %s', async (path) => {
    const response = await get(path, { accept: '*/*' })

    expect(response.status).toBe(404)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await response.json()).toMatchObject({ title: 'Not Found' })
  })

  it.each(['/%2e%2e/%2e%2e/etc/passwd', '/x/..%2f..%2fpackage.json', '/constructor', '/__proto__'])(
    'shows nothing but itself at %s',
    async (path) => {
      expect(await (await get(path)).text()).toBe(SHELL)
    },
  )

  it.each(['/api/', '/api/v1/nothing', '/api/v2/articles'])(
    'does not stand in for %s',
    async (path) => {
      const response = await get(path, HTML)

      expect(response.status).toBe(404)
      expect(response.headers.get('content-type')).toBe('application/problem+json')
    },
  )
})

describe('a web app that is not built', () => {
  // A folder without a first page is no web app.
  it.each(['dist', 'assets'])('is said to be missing in %s, with what to do', async (name) => {
    const webFolder = join(folder, name)
    const response = await createApp({ ...failingStores(), webFolder }).request('/')

    expect(response.status).toBe(503)
    expect(response.headers.get('content-type')).toMatch('text/plain')
    expect(await response.text()).toContain('Run "npm run build"')
  })
})
