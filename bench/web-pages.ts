import type { Browser, Page } from 'playwright-core'
import { openBrowser } from '../tests/e2e/browser.ts'
import { serveSample } from '../tests/e2e/sample.ts'
import { type Figure, atMost, median, spread } from './measure.ts'

const ROUNDS = 5
const SLOW = 4

/** A page to load, and what stands there then. */
const ROUTES: Record<string, [path: string, landmark: string]> = {
  start: ['/', '#lately-title'],
  search: ['/search?q=bank', '[data-hit]'],
  article: ['/article/port-courant-7f170bbc804c9a70', '.similar li'],
  name: ['/entity/org-lusomar-shipping', '.picture svg'],
  tie: ['/tie/org-lusomar-shipping/person-joao-saldanha-teles', '[data-evidence]'],
  path: ['/path/person-joao-saldanha-teles/person-leyla-mammadova', 'ol blockquote'],
  names: ['/entities', 'main a'],
  graph: ['/graph?seed=org-lusomar-shipping', '[data-twin] > li'],
}

/** How soon pages stand, how soon they answer, and whether they move: first paint, next paint, layout shift. */
export async function* measureWebPages(): AsyncGenerator<Figure> {
  const [served, browser] = await Promise.all([serveSample(), openBrowser()])
  try {
    for (const slow of [1, SLOW]) {
      const paints: number[] = []
      for (let round = 0; round <= ROUNDS; round++) {
        const paint = await firstPaint(browser, served.url, slow)
        // The first round warms the server.
        if (round > 0) paints.push(paint)
      }
      const goal = slow === 1 ? 250 : 800
      yield figure(`first contentful paint of the start, processor ÷${slow}`, goal, paints, ' ms')
    }
    for (const [what, times] of Object.entries(await nextPaints(browser, served.url)))
      yield figure(`next paint after ${what}, processor ÷${SLOW}`, 150, times, ' ms')
    for (const [name, route] of Object.entries(ROUTES)) {
      const shift = await layoutShift(browser, served.url, route)
      yield figure(`layout shift of the ${name}`, 0.02, [shift], '')
    }
  } finally {
    await browser.close()
    await served.stop()
  }
}

async function openSlow(browser: Browser, rate: number): Promise<Page> {
  const page = await (
    await browser.newContext({ viewport: { width: 1280, height: 800 } })
  ).newPage()
  const protocol = await page.context().newCDPSession(page)
  await protocol.send('Emulation.setCPUThrottlingRate', { rate })
  return page
}

async function firstPaint(browser: Browser, origin: string, rate: number): Promise<number> {
  const page = await openSlow(browser, rate)
  await page.goto(origin)
  await page.locator('#lately-title').waitFor()
  const paint = await page.evaluate<number>(
    `performance.getEntriesByName('first-contentful-paint')[0].startTime`,
  )
  await page.context().close()
  return paint
}

/** From an input to the frame that shows its effect, as the browser reports it. */
async function nextPaints(browser: Browser, origin: string): Promise<Record<string, number[]>> {
  const page = await openSlow(browser, SLOW)
  await page.addInitScript(`
    window.longest = 0
    new PerformanceObserver((list) => {
      for (const { duration, interactionId } of list.getEntries())
        if (interactionId) window.longest = Math.max(window.longest, duration)
    }).observe({ type: 'event', durationThreshold: 16, buffered: true })`)
  await page.goto(`${origin}/search?q=bank`)
  await page.locator('[data-hit]').first().waitFor()
  await page.locator('fieldset input[type=checkbox]').first().waitFor()
  const box = page.getByRole('combobox', { name: 'Search the archive' })
  const facet = page.locator('fieldset input[type=checkbox]').first()
  const acts: Record<string, () => Promise<unknown>> = {
    'a key in the box': async () => {
      await box.focus()
      await page.keyboard.press('a')
    },
    'j and k': async () => {
      await page.locator('h1').click()
      await page.keyboard.press('j')
    },
    'a facet': () => facet.click(),
  }
  const times: Record<string, number[]> = {}
  for (const [what, act] of Object.entries(acts)) {
    times[what] = []
    for (let round = 0; round <= ROUNDS; round++) {
      await settled(page)
      await page.evaluate('window.longest = 0')
      await act()
      await settled(page)
      if (round > 0) times[what].push(await page.evaluate<number>('window.longest'))
    }
  }
  await page.context().close()
  return times
}

async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.evaluate(
    'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 100))))',
  )
}

async function layoutShift(
  browser: Browser,
  origin: string,
  [path, landmark]: [string, string],
): Promise<number> {
  const page = await openSlow(browser, 1)
  await page.addInitScript(`
    window.shift = 0
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) window.shift += value
    }).observe({ type: 'layout-shift', buffered: true })`)
  await page.goto(origin + path)
  await page.locator(landmark).first().waitFor({ state: 'attached' })
  await settled(page)
  const shift = await page.evaluate<number>('window.shift')
  await page.context().close()
  return shift
}

function figure(what: string, goal: number, values: number[], unit: string): Figure {
  const value = median(values)
  return {
    ...{ what, value, unit, ...atMost(goal, value) },
    how: `${values.length} runs, ${spread(values)}`,
  }
}
