import type { Page } from 'playwright-core'

/** Positions of the names drawn on a graph page, by id. */
export async function drawnNames(page: Page): Promise<Map<string, string>> {
  await page.locator('[data-twin] > li').first().waitFor({ state: 'attached' })
  const items = await page
    .locator('[data-twin] > li')
    .evaluateAll((all) =>
      all.map((item) => [item.dataset.id, `${item.dataset.x} ${item.dataset.y}`]),
    )
  return new Map(items as [string, string][])
}
