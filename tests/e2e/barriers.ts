import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import type { App } from './app.ts'
import { openPage } from './browser.ts'

/** A page to look at: its path, and a selector that matches once it has loaded. */
export interface Look {
  name: string
  path: string
  landmark: string
}

/** Every route of the app, and the states of a search. */
export async function everyLook({ api }: App): Promise<Look[]> {
  const [hit] = (await api.articles('q=dam&size=1')).items
  const [entity] = (await api.entities('size=1')).items
  const [tie] = (await api.ties(entity!.id, 'size=1')).items
  const [article, one, other] = [hit!.id, entity!.id, tie!.entity.id]
  const looks: [name: string, path: string, landmark: string][] = [
    ['the start', '/', '[data-search]'],
    ['hits', '/search?q=dam', '[data-hit]'],
    ['a search without words', '/search', '[data-hit]'],
    ['a search without hits', '/search?q=zzzz', 'h1'],
    ['a search that cannot be read', '/search?q=%22dam', 'h1'],
    ['a search with filters', '/search?q=dam&country=country-kg&from=2024', 'h1'],
    ['names of a search', '/search?q=dam&view=names', 'main td'],
    ['the network of a search', '/search?q=dam&view=graph', 'figure svg'],
    ['the course of a search', '/search?q=dam&view=timeline', '[data-hit]'],
    ['an article', `/article/${article}?s=1`, '.lit'],
    ['what is like an article', `/similar/${article}`, '[data-hit]'],
    ['a name', `/entity/${one}`, '.why'],
    ['sentences of a name', `/entity/${one}?tab=sentences`, '[data-evidence]'],
    ['what a name said', `/entity/${one}?tab=said`, 'main [role=status]'],
    ['a city', '/city/place-az-baku', 'main h1'],
    ['names', '/entities', 'main a'],
    ['a tie', `/tie/${one}/${other}`, '[data-evidence]'],
    ['a path', `/path/${one}/${other}?hubs=true`, 'ol h2'],
    ['a graph', `/graph?seed=${one}&sel=${other}`, '[data-expand]'],
    ['the start of a graph', '/graph', 'main a.button'],
    ['a list of names to check', '/match', 'textarea'],
    ['collections', '/collections', '#saved'],
    ['names in question', '/names', 'main h2'],
    ['a page to add', '/add', 'textarea'],
    ['the API', '/api', 'main section'],
    ['about', '/about', 'h1'],
    ['what is not there', '/nowhere', 'h1'],
  ]
  return looks.map(([name, path, landmark]) => ({ name, path, landmark }))
}

/** What axe reports of a page at some widths, and how much wider than the window it is. */
export async function barriers(
  { browser, url }: App,
  { name, path, landmark }: Look,
  colorScheme: 'light' | 'dark',
  widths: number[],
): Promise<string[]> {
  const found: string[] = []
  const { page } = await openPage(browser, { colorScheme })
  await page.goto(url + path)
  await page.locator(landmark).first().waitFor()
  await page.waitForLoadState('networkidle')
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    const all = [...(await violations(page)), ...(await overflow(page))]
    found.push(...all.map((sentence) => `${name}, ${colorScheme}, ${width} wide: ${sentence}`))
  }
  await page.context().close()
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
