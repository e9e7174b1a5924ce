import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { type RunningServer, startServer } from '#api/server.ts'
import { failingStores } from '#api/testing.ts'
import { buildSample } from '#cli/support/sample-archive.ts'
import { withBreakers } from '#stores/shared/circuit-breaker.ts'
import { openArchiveStores } from '#stores/open.ts'
import { enginesAt } from '../engines-at.ts'
import { openBrowser, openPage } from './browser.ts'

const ADDRESSES = { elasticsearch: { url: 'http://engine' }, neo4j: { url: 'bolt://engine' } }

let folder: string
let server: RunningServer
let browser: Browser
/** The backend that is down; changed while the server runs. */
let down: 'search' | 'graph' | null

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-half-'))
  const archive = join(folder, 'sample.db')
  await buildSample(archive)
  const stores = await openArchiveStores(archive)
  const broken = failingStores()
  // The real stores, each of which can be taken down.
  const half = <T extends object>(name: 'search' | 'graph', whole: T, fails: T): T =>
    new Proxy(whole, { get: (_, method) => Reflect.get(down === name ? fails : whole, method) })
  server = await startServer({
    served: { engines: enginesAt(ADDRESSES) },
    host: '127.0.0.1',
    port: 0,
    report: () => {},
    open: {
      engines: async () =>
        withBreakers({
          search: half('search', stores.search, broken.search),
          graph: half('graph', stores.graph, broken.graph),
          names: { search: 'Elasticsearch', graph: 'Neo4j' },
          close: () => stores.close(),
        }),
    },
  })
  browser = await openBrowser()
})
afterEach(() => void (down = null))
afterAll(async () => {
  await browser?.close()
  await server?.close()
  await rm(folder, { recursive: true, force: true })
})

it('searches and reads without a graph, says so, and recovers when it is back', async () => {
  const { page } = await openPage(browser)
  down = 'graph'
  await page.goto(`${server.url}/entities`)
  const banner = page.getByRole('status', { name: 'What is missing' })
  await banner.waitFor()

  expect(await banner.textContent()).toContain('Neo4j does not answer')
  await page.goto(`${server.url}/search?q=minister`)
  await page.locator('main a[href^="/article/"]').first().waitFor()

  await page.goto(`${server.url}/entities`)
  await banner.waitFor()
  down = null
  await page.locator('main a[href^="/entity/"]').first().waitFor({ timeout: 10_000 })
  await banner.waitFor({ state: 'detached', timeout: 10_000 })
})

it('shows names and ties without search, and says so', async () => {
  const { page } = await openPage(browser)
  down = 'search'
  await page.goto(`${server.url}/entities`)
  await page.locator('main a[href^="/entity/"]').first().waitFor()
  const banner = page.getByRole('status', { name: 'What is missing' })
  await banner.waitFor()

  expect(await banner.textContent()).toContain('Elasticsearch does not answer')
  await page.goto(`${server.url}/search?q=minister`)
  await banner.waitFor()
  down = null
  await page.locator('main mark').first().waitFor({ timeout: 10_000 })
})

it('keeps the drawn graph while the graph store is down, and recovers when it is back', async () => {
  const { page } = await openPage(browser)
  await page.goto(`${server.url}/graph?seed=org-lusomar-shipping&sel=org-caspian-development-bank`)
  const names = page.locator('[data-twin] > li')
  await names.first().waitFor({ state: 'attached' })
  const before = await names.count()
  down = 'graph'

  await page.getByRole('button', { name: 'Add 12 ties' }).click()
  await page.getByRole('alert').first().waitFor()
  expect(await names.count()).toBe(before)

  down = null
  await expect.poll(() => names.count(), { timeout: 10_000 }).toBeGreaterThan(before)
})
