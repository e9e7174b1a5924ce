import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ServeProcess } from '../dateline.ts'
import { archiveApi } from './archive-api.ts'
import { openBrowser, openPage } from './browser.ts'
import { serveSample } from './sample.ts'

const THEMES = ['light', 'dark'] as const
const WIDTHS = [1280, 768, 360]
/** Analyzing a page takes seconds. */
const PATIENCE = 240_000

let served: ServeProcess
let browser: Browser
let ids: { article: string; entity: string; other: string }

beforeAll(async () => {
  ;[served, browser] = await Promise.all([serveSample(), openBrowser()])
  const api = archiveApi(served.url)
  const [hit] = (await api.articles('q=dam&size=1')).items
  const [entity] = (await api.entities('size=1')).items
  const [tie] = (await api.ties(entity!.id, 'size=1')).items
  ids = { article: hit!.id, entity: entity!.id, other: tie!.entity.id }
})
afterAll(async () => {
  await browser?.close()
  await served?.stop()
})

describe('an accessible page', () => {
  it.each([
    ['the start', () => '/', '[data-search]'],
    ['hits', () => '/search?q=dam', '[data-hit]'],
    ['an article', () => `/article/${ids.article}?s=1`, '.lit'],
    ['a name', () => `/entity/${ids.entity}`, '.why'],
    ['sentences of a name', () => `/entity/${ids.entity}?tab=sentences`, '[data-evidence]'],
    ['names', () => '/entities', 'main a'],
    ['a tie', () => `/tie/${ids.entity}/${ids.other}`, '[data-evidence]'],
    ['a path', () => `/path/${ids.entity}/${ids.other}?hubs=true`, 'ol h2'],
    ['a graph', () => `/graph?seed=${ids.entity}&sel=${ids.other}`, '[data-expand]'],
    ['the start of a graph', () => '/graph', 'main a.button'],
    ['about', () => '/about', 'h1'],
    ['what is not there', () => '/nowhere', 'h1'],
  ])(
    'is %s, in both themes and at three widths',
    async (_, path, landmark) => {
      const found = await barriers({ path: path(), landmark, widths: WIDTHS })

      expect(found).toEqual([])
    },
    PATIENCE,
  )

  it.each([
    ['a search without words', '/search', '[data-hit]'],
    ['a search without hits', '/search?q=zzzz', 'h1'],
    ['a search that cannot be read', '/search?q=%22dam', 'h1'],
    ['a search with filters', '/search?q=dam&country=country-kg&from=2024', 'h1'],
  ])(
    'is %s, in both themes',
    async (_, path, landmark) => {
      const found = await barriers({ path, landmark, widths: [360] })

      expect(found).toEqual([])
    },
    PATIENCE,
  )
})

interface Look {
  path: string
  /** A selector that matches once the page has loaded. */
  landmark: string
  widths: number[]
}

/** Violations that axe reports, and pages wider than the screen, by theme and width. */
async function barriers({ path, landmark, widths }: Look): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of THEMES) {
    const { page } = await openPage(browser, { colorScheme })
    await page.goto(served.url + path)
    await page.locator(landmark).first().waitFor()
    await page.waitForLoadState('networkidle')
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 })
      const all = [...(await violations(page)), ...(await overflow(page))]
      found.push(...all.map((sentence) => `${colorScheme}, ${width} wide: ${sentence}`))
    }
    await page.context().close()
  }
  return found
}

async function violations(page: Page): Promise<string[]> {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode(true)
  const { violations } = await axe.analyze()
  return violations.map(
    ({ id, impact, nodes }) => `${id} (${impact}): ${nodes[0]!.html.slice(0, 120)}`,
  )
}

async function overflow(page: Page): Promise<string[]> {
  const excess = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth - clientWidth
  })
  return excess > 0 ? [`${excess} pixels too wide`] : []
}
