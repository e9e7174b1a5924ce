import type { Page } from 'playwright-core'

/** A step of `docs/tour.md`: what a newcomer does, and what they see afterwards. */
export interface TourStep {
  /** File name of its picture. */
  name: string
  act: (page: Page, origin: string) => Promise<void>
  /** Texts on the screen afterwards. */
  shows: string[]
}

const FIGURE = 'Stevan Brajković'
const ADVISER = 'Aleksa Drobnik'
const WHY = 'Drobnik was an adviser to Prime Minister Stevan Brajković until three weeks ago'

/** In the list of people; a screen reader also hears the kind. */
const figureIn = (page: Page) =>
  page.locator('main').getByRole('link', { name: /^person:\s*Stevan Brajković$/ })

/**
 * From the start page of the sample archive to the ties of its central figure, and their reasons.
 */
export const TOUR: TourStep[] = [
  {
    name: '1-start',
    async act(page, origin) {
      await page.goto(origin)
      await figureIn(page).waitFor()
      await page.getByRole('heading', { name: 'Lately' }).waitFor()
    },
    shows: ['People', FIGURE],
  },
  {
    name: '2-name',
    async act(page) {
      await figureIn(page).click()
      await page.waitForURL('**/entity/**')
      await page.locator('.list li').first().waitFor()
      await page.locator('.picture svg').waitFor()
    },
    shows: ['Named with', ADVISER, 'much more often than by chance'],
  },
  {
    name: '3-why',
    async act(page) {
      await page.locator('.list li').first().getByText('Why?').click()
      await page.locator('.list blockquote').waitFor()
    },
    shows: [WHY],
  },
  {
    name: '4-tie',
    async act(page) {
      await page.locator('.list li').first().getByTitle('The sentences that name both').click()
      await page.waitForURL('**/tie/**')
      await page.getByRole('navigation', { name: 'Sort' }).getByText('Best').click()
      await page.waitForURL('**/tie/**sort=best')
      await page.locator('blockquote', { hasText: WHY }).waitFor()
    },
    shows: ['9 sentences', 'Words between them', 'adviser', WHY],
  },
  {
    name: '5-article',
    async act(page) {
      await page
        .locator('li', { has: page.locator('blockquote', { hasText: WHY }) })
        .locator('[data-evidence]')
        .click()
      await page.waitForURL('**/article/**')
      await page.locator('.lit').first().waitFor()
    },
    shows: [WHY],
  },
  {
    name: '6-graph',
    async act(page) {
      await page.goBack()
      await page.waitForURL('**/tie/**')
      await page.getByRole('link', { name: 'In the graph' }).click()
      await page.waitForURL('**/graph?**')
      await page.locator('[data-twin] > li').nth(5).waitFor({ state: 'attached' })
    },
    shows: [FIGURE, ADVISER, 'Strongest ties'],
  },
]
