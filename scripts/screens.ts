/*
 * Takes the screenshots in docs/screens from the sample archive: the steps of the tour, and the
 * main states in both themes at three widths.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { openBrowser } from '../tests/e2e/browser.ts'
import { serveSample } from '../tests/e2e/sample.ts'
import { TOUR } from '../tests/e2e/tour.ts'

const FOLDER = join(import.meta.dirname, '../docs/screens')
const THEMES = ['light', 'dark'] as const
const SIZES = [
  { width: 390, height: 844 },
  { width: 768, height: 1024 },
  { width: 1280, height: 800 },
]
const QUALITY = 72

/** The main states: a path, and a selector that matches once it has loaded. */
const STATES: Record<string, [path: string, landmark: string]> = {
  start: ['/', '#lately-title'],
  search: ['/search?q=port&country=country-me', '[data-hit]'],
  names: ['/search?q=port&view=names', 'table'],
  network: ['/search?q=port&view=graph', 'figure svg'],
  article: ['/article/port-courant-7f170bbc804c9a70', '.similar li'],
  entity: ['/entity/person-leyla-mammadova', '.list li'],
  tie: ['/tie/person-aleksa-drobnik/person-stevan-brajkovic?sort=best', 'blockquote'],
  path: ['/path/person-joao-saldanha-teles/person-leyla-mammadova', 'ol blockquote'],
  graph: [
    '/graph?seed=org-lusomar-shipping,org-caspian-development-bank',
    '[data-twin] > li, [data-graph-table] tbody tr',
  ],
  about: ['/about', 'table'],
}

const [served, browser] = await Promise.all([serveSample(), openBrowser()])
try {
  await rm(FOLDER, { recursive: true, force: true })
  await mkdir(FOLDER, { recursive: true })
  await shootTour(browser, served.url)
  for (const colorScheme of THEMES)
    for (const viewport of SIZES) await shootStates(browser, served.url, { colorScheme, viewport })
} finally {
  await browser.close()
  await served.stop()
}

async function shootTour(browser: Browser, origin: string): Promise<void> {
  const page = await openAt(browser, { viewport: { width: 1280, height: 960 } })
  for (const { name, act } of TOUR) {
    await act(page, origin)
    await shoot(page, `tour-${name}`)
  }
  await page.context().close()
}

async function shootStates(
  browser: Browser,
  origin: string,
  look: { colorScheme: 'light' | 'dark'; viewport: { width: number; height: number } },
): Promise<void> {
  const page = await openAt(browser, look)
  for (const [name, [path, landmark]] of Object.entries(STATES)) {
    await page.goto(origin + path)
    await page.locator(landmark).first().waitFor({ state: 'attached' })
    await shoot(page, `${name}-${look.viewport.width}-${look.colorScheme}`)
  }
  await page.context().close()
}

async function openAt(browser: Browser, look: BrowserContextOptions): Promise<Page> {
  const page = await (await browser.newContext({ reducedMotion: 'reduce', ...look })).newPage()
  // Headless pages have no scrollbar, only room for it.
  await page.addInitScript(`
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('html { scrollbar-gutter: auto !important }')
    document.adoptedStyleSheets = [sheet]`)
  return page
}

/** As WebP, which only the browser's own protocol supports. */
async function shoot(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.evaluate('document.fonts.ready.then(() => new Promise(requestAnimationFrame))')
  const protocol = await page.context().newCDPSession(page)
  const { data } = await protocol.send('Page.captureScreenshot', {
    format: 'webp',
    quality: QUALITY,
  })
  await writeFile(join(FOLDER, `${name}.webp`), Buffer.from(data, 'base64'))
  await protocol.detach()
}
