import { AxeBuilder } from '@axe-core/playwright'
import { expect, it } from 'vitest'
import { dateline } from '../dateline.ts'
import { openedApp } from './app.ts'
import { openPage } from './browser.ts'

const app = openedApp()

it('the map says which command makes it, then shows names that start a graph, by mouse and by keyboard', async () => {
  const { page, complaints } = await openPage(app.browser)
  await page.goto(`${app.url}/graph`)
  await page.getByRole('link', { name: 'Open the map' }).click()
  await page.getByText('./dateline analyse').waitFor()

  await dateline(['analyse', '--archive', app.archive])
  await page.reload()
  const rows = page.locator('tbody a')
  await rows.first().waitFor()
  const all = await page.getByText(/^[\d,]+ names$/).textContent()
  await page.locator('.communities button').first().click()
  const some = await page.getByText(/^[\d,]+ names around/).textContent()
  expect(parseInt(some!)).toBeLessThan(parseInt(all!))

  await page.locator('.communities button').first().click()
  await page.getByLabel('Find on the map').fill('lusomar')
  await rows.first().focus()
  // A focused row brings its name into the middle of the map.
  const canvas = (await page.locator('[data-map] canvas').boundingBox())!
  await page.mouse.click(canvas.x + canvas.width / 2, canvas.y + canvas.height / 2)
  await page.waitForURL(/\/graph\?seed=org-lusomar-shipping/)
  await page.goBack()
  await page.getByLabel('Find on the map').fill('lusomar')
  await rows.first().press('Enter')
  await page.waitForURL(/\/graph\?seed=org-lusomar-shipping/)
  // Where nothing was analysed yet, the browser reports the missing answer.
  expect(complaints.filter((each) => !each.includes('404'))).toEqual([])
  await page.context().close()
})

it('the map is there again when its reader goes back before the next page has loaded', async () => {
  await dateline(['analyse', '--archive', app.archive])
  const { page } = await openPage(app.browser)
  let load!: () => void
  const mayLoad = new Promise<void>((resolve) => (load = resolve))
  await page.route(/GraphPage.*\.js/, async (route) => {
    await mayLoad
    await route.continue()
  })
  await page.goto(`${app.url}/graph/map`)
  await page.locator('tbody a').first().press('Enter')
  await page.waitForURL(/\/graph\?seed=/)
  await page.goBack()
  await page.getByLabel('Find on the map').waitFor()
  const loaded = page.waitForResponse(/GraphPage.*\.js/)
  load()
  await (await loaded).finished()

  await page.getByLabel('Find on the map').fill('lusomar')
  await page.context().close()
})

it.each(['light', 'dark'] as const)('the map has no barriers, %s', async (colorScheme) => {
  await dateline(['analyse', '--archive', app.archive])
  const viewport = { width: 360, height: 900 }
  const { page } = await openPage(app.browser, { colorScheme, viewport })
  await page.goto(`${app.url}/graph/map`)
  await page.locator('tbody a').first().waitFor()
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode(true)
  const { violations } = await axe.analyze()

  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`)).toEqual([])
  const excess = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth - clientWidth
  })
  expect(excess).toBeLessThanOrEqual(0)
  await page.context().close()
})
