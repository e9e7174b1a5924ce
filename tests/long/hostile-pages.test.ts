import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { writeArchive } from '#api/testing.ts'
import { story } from '#tests/builders.ts'
import { openedApp } from '#tests/e2e/app.ts'
import { openPage } from '#tests/e2e/browser.ts'
import { serveFilled } from '#tests/e2e/sample.ts'
import { PAYLOADS } from './hostile-payloads.ts'

const WIDTHS = [320, 1280]
const LONG = 'w'.repeat(50_000)

/** Written past the readers, which would clean most of it: a page trusts no archive. */
const ARTICLES = PAYLOADS.map((payload, i) => {
  // Brackets mark names for the builder of tests.
  const name = payload.replace(/[[\]()]/g, ' ').trim() || 'Nobody'
  return story({
    id: `hostile-${i}`,
    title: `${payload} [${name}](person-p${i}) ${i === 0 ? LONG : ''}`,
    body: `[${name}](person-p${i}) met [Peru](country-pe). ${payload} ${i === 1 ? LONG : ''}`,
    source: `Post ${i % 7} ${payload}`,
    authors: [payload],
    place: payload,
    url: payload,
    publishedAt: `2024-03-${String(1 + (i % 28)).padStart(2, '0')}`,
  })
})

const app = openedApp(() => serveFilled((path) => writeArchive(path, ARTICLES)))

it(
  'shows no payload as anything but text: no dialog, no report, no page wider than its window',
  { timeout: 900_000 },
  async () => {
    const { page, complaints } = await openPage(app.browser)
    const dialogs: string[] = []
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message())
      void dialog.dismiss()
    })
    const faults: string[] = []
    for (const path of await everyPath()) {
      await page.goto(app.url + path)
      await page.locator('main :is(h1, h2):visible').first().waitFor()
      await page.waitForLoadState('networkidle')
      faults.push(...(await faultsOf(page)).map((fault) => `${path.slice(0, 80)}: ${fault}`))
    }

    expect(faults).toEqual([])
    expect(dialogs).toEqual([])
    // Some of these addresses lead nowhere, and a page says so.
    expect(complaints.filter((sentence) => !/status of 40[04]/.test(sentence))).toEqual([])
  },
)

it('keeps every sign of a payload in the text of its article', { timeout: 300_000 }, async () => {
  const { page } = await openPage(app.browser)
  for (const [i, payload] of PAYLOADS.entries()) {
    await page.goto(`${app.url}/article/hostile-${i}`)
    await page.locator('article').waitFor()

    const seen = (await page.locator('article').innerText()).replace(/\s+/g, ' ')
    expect(seen, `payload ${i}`).toContain(payload.replace(/\s+/g, ' ').trim())
  }
})

async function everyPath(): Promise<string[]> {
  const { items } = await app.api.entities('kind=person&size=100')
  const ids = items.map(({ id }) => id)
  return [
    '/',
    '/search',
    '/search?view=names',
    '/search?view=graph',
    '/search?view=timeline',
    '/entities',
    '/about',
    '/graph?seed=country-pe&ops=x.country-pe.50',
    ...PAYLOADS.map((payload) => `/search?q=${encodeURIComponent(payload)}`),
    ...ids.slice(0, 40).map((id) => `/entity/${id}?tab=sentences`),
    ...ids.slice(0, 20).map((id) => `/tie/country-pe/${id}`),
    `/path/${ids[0]!}/${ids[1]!}?hubs=true`,
    '/similar/hostile-3',
    ...PAYLOADS.slice(0, 30).map((payload) => `/article/${encodeURIComponent(payload)}`),
    ...PAYLOADS.slice(0, 30).map((payload) => `/graph?seed=${encodeURIComponent(payload)}`),
  ]
}

/** What stands in the page that no text can put there. */
async function faultsOf(page: Page): Promise<string[]> {
  const found: string[] = await page.evaluate(() => {
    const all = (selector: string) => document.querySelectorAll(`main ${selector}`).length
    const markup = ['img', 'script', 'iframe', 'object', 'embed', 'style', 'base', 'meta', 'math']
    const links = [...document.querySelectorAll('a[href]')]
      .map((link) => link.getAttribute('href')!)
      .filter((href) => !/^(https?:|[/#?])/i.test(href))
    return [
      ...markup.filter((tag) => all(tag) > 0),
      ...links.map((href) => `a link to ${href.slice(0, 60)}`),
      ...('owned' in window ? ['a script ran'] : []),
    ]
  })
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 })
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    if (wide > width) found.push(`${wide} wide in ${width}`)
  }
  return found
}
