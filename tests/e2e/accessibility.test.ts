import { AxeBuilder } from '@axe-core/playwright'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Served } from '../dateline.ts'
import { archiveApi } from './archive-api.ts'
import { openBrowser, openPage } from './browser.ts'
import { serveSample } from './sample.ts'

const THEMES = ['light', 'dark'] as const
const WIDTHS = [360, 768, 1280]

let served: Served
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

describe('a page without barriers', () => {
  it.each([
    ['the start', () => '/', '[data-search]'],
    ['hits', () => '/search?q=dam', '[data-hit]'],
    ['all articles', () => '/search', '[data-hit]'],
    ['no hits', () => '/search?q=zzzz', 'h1'],
    ['a search that cannot be read', () => '/search?q=%22dam', 'h1'],
    ['an article', () => `/article/${ids.article}`, '[data-m]'],
    ['an article at a sentence', () => `/article/${ids.article}?s=1`, '.lit'],
    ['a name', () => `/entity/${ids.entity}`, '.why'],
    ['sentences of a name', () => `/entity/${ids.entity}?tab=sentences`, '[data-evidence]'],
    ['names', () => '/entities', 'main a'],
    ['a tie', () => `/tie/${ids.entity}/${ids.other}`, '[data-evidence]'],
    ['about', () => '/about', 'h1'],
    ['what is not there', () => '/nowhere', 'h1'],
  ])('is %s, in both themes and at three widths', async (_, path, landmark) => {
    const found: string[] = []
    for (const colorScheme of THEMES) {
      const { page } = await openPage(browser, { colorScheme })
      await page.goto(served.url + path())
      await page.locator(landmark).first().waitFor()
      await page.waitForLoadState('networkidle')
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 })
        const { violations } = await new AxeBuilder({ page }).analyze()
        for (const { id, impact, nodes } of violations) {
          found.push(`${colorScheme} ${width}: ${id} (${impact}): ${nodes[0]!.html.slice(0, 120)}`)
        }
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
        if (overflow > 0) found.push(`${colorScheme} ${width}: ${overflow} pixels too wide`)
      }
      await page.context().close()
    }

    expect(found).toEqual([])
  })
})
