import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { App } from './app.ts'
import { openPage } from './browser.ts'
import { drawnNames } from './drawn-graph.ts'

/** More presses of Tab than any page should need to reach a target. */
const MOST_TABS = 150

/** From a typed search to a graph that another reader opens by its link, without a mouse. */
export async function walkByKeys(page: Page, app: App, query: string): Promise<void> {
  await search(page, app, query)
  await tabTo(page, 'fieldset input[type=checkbox]')
  const found = await page.locator('h1').innerText()
  await page.keyboard.press('Space')
  await page.waitForURL(/[?&](person|org|country|source)=/)
  await expect.poll(() => page.locator('h1').innerText()).not.toBe(found)

  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/article/**')
  await page.getByText(/^Next/).waitFor()
  const opened = page.url()
  await page.keyboard.press('j')
  await expect.poll(() => page.url()).not.toBe(opened)

  await toMarkedEntity(page)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/entity/**')
  await page.locator('.why').first().waitFor()
  await tabTo(page, '.why')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/tie/**')
  await page.locator('[data-evidence]').first().waitFor()
  await page.keyboard.press('j')
  await expect.poll(() => focusMatches(page, '[data-evidence]')).toBe(true)

  await tabTo(page, 'a[href^="/graph?"]', 'Shift+Tab')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/graph?**')
  const begun = await drawnNames(page)
  await expand(page, begun)
  await readEvidence(page)

  await page.keyboard.press('Control+z')
  await expect.poll(() => drawnNames(page)).toEqual(begun)
  await page.keyboard.press('Control+Shift+Z')
  await expect.poll(async () => (await drawnNames(page)).size).toBeGreaterThan(begun.size)
  await reopen(page, app)
}

async function search(page: Page, { url }: App, query: string): Promise<void> {
  await page.goto(url)
  await page.getByRole('combobox', { name: 'Search the archive' }).waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type(query)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/search?**')
  await page.locator('[data-hit]').first().waitFor()
  await page.locator('fieldset input[type=checkbox]').first().waitFor()
}

/** `n` moves from name to name; cities lead to a search instead. */
async function toMarkedEntity(page: Page): Promise<void> {
  await page.locator('article a[data-m][href^="/entity/"]').first().waitFor()
  for (let presses = 0; presses < MOST_TABS; presses++) {
    await page.keyboard.press('n')
    if (await focusMatches(page, '[data-m][href^="/entity/"]')) return
  }
  throw new Error('n does not come to a name')
}

/** Moves through the surrounding names until one has ties to add. */
async function expand(page: Page, begun: Map<string, string>): Promise<void> {
  await tabTo(page, '[role=application]')
  for (let tries = 0; tries < begun.size; tries++) {
    await page.keyboard.press('j')
    await page.keyboard.press('e')
    try {
      await expect
        .poll(async () => (await drawnNames(page)).size, { timeout: 4000 })
        .toBeGreaterThan(begun.size)
      return
    } catch {
      await page.keyboard.press('Control+z')
    }
  }
  throw new Error('no name of the graph has further ties')
}

/** Opens the sentences of a tie of the focused name. */
async function readEvidence(page: Page): Promise<void> {
  await page.keyboard.press('Enter')
  await page.locator('.ties button').first().waitFor()
  await tabTo(page, '.ties button')
  await page.keyboard.press('Enter')
  await page.locator('[data-line-panel] [data-evidence]').first().waitFor()
}

async function reopen(page: Page, { browser }: App): Promise<void> {
  await page.keyboard.press('y')
  await page.getByText('Link copied').waitFor()
  const link = await page.evaluate(() => navigator.clipboard.readText())
  const other = await openPage(browser)
  await other.page.goto(link)
  expect(await drawnNames(other.page)).toEqual(await drawnNames(page))
  await other.page.context().close()
}

/** Presses Tab until the focused element matches. */
export async function tabTo(page: Page, selector: string, key = 'Tab'): Promise<void> {
  await page.locator(selector).first().waitFor()
  for (let presses = 0; presses < MOST_TABS; presses++) {
    if (await focusMatches(page, selector)) return
    await page.keyboard.press(key)
  }
  throw new Error(`${key} does not come to ${selector}`)
}

const focusMatches = (page: Page, selector: string): Promise<boolean> =>
  page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)
