import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, createApp } from './app.ts'
import { loadStaticFiles } from './static-files.ts'
import { failingStores } from './testing.ts'

const SHELL = '<!doctype html><title>Dateline</title>'
const SCRIPT = `console.log('talks')\n`.repeat(200)
const folder = mkdtempSync(join(tmpdir(), 'web-'))
let app: App

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), SHELL)
  writeFileSync(join(folder, 'assets', 'index-a1b2.js'), SCRIPT)
  writeFileSync(join(folder, 'assets', 'index-a1b2.js.map'), '{}')
  writeFileSync(join(folder, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  app = createApp({ ...failingStores(), staticFiles: await loadStaticFiles(folder) })
})
afterAll(() => rmSync(folder, { recursive: true }))

const HTML = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers })

describe('the built web app', () => {
  it.each(['/', '/article/courier-1', '/entity/org-u.s.-house', '/tie/a/b?sort=oldest', '/apiary'])(
    'opens at %s in a browser',
    async (path) => {
      const response = await get(path, HTML)

      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
      expect(response.headers.get('cache-control')).toBe('no-cache')
      expect(await response.text()).toBe(SHELL)
    },
  )

  it('opens at its root whatever the client takes', async () => {
    expect((await get('/', { accept: '*/*' })).status).toBe(200)
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
    ['br;q=0, gzip;q=0.5', 'gzip', gunzipSync],
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
    expect(await response.text()).toBe('')
  })

  it.each([
    '/assets/index-0000.js',
    '/assets/index-a1b2.js.map',
    '/assets/../../package.json',
    '/..%2fpackage.json',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/assets/%00',
    '/assets',
    '/assets/',
    '/constructor',
    '/__proto__',
  ])('has nothing at %s', async (path) => {
    const response = await get(path, { accept: '*/*' })

    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({ title: 'Not Found' })
  })

  it.each(['/api', '/api/v1/nothing', '/api/v2/articles'])(
    'does not stand in for %s',
    async (path) => {
      const response = await get(path, HTML)

      expect(response.status).toBe(404)
      expect(response.headers.get('content-type')).toBe('application/problem+json')
    },
  )
})

describe('a web app that is not built', () => {
  it('is said to be missing, with what to do', async () => {
    const staticFiles = await loadStaticFiles(join(folder, 'dist'))
    const response = await createApp({ ...failingStores(), staticFiles }).request('/')

    expect(response.status).toBe(503)
    expect(response.headers.get('content-type')).toMatch('text/plain')
    expect(await response.text()).toContain('Run "npm run build"')
  })

  it('is one without its first page', async () => {
    expect(await loadStaticFiles(join(folder, 'assets'))).toBeNull()
  })
})
