import { expect, it } from 'vitest'
import { freshPage, openedApp } from './app.ts'
import { walkByKeys } from './keyboard-walk.ts'

const app = openedApp()
const page = freshPage(app, { permissions: ['clipboard-read', 'clipboard-write'] })

it('goes from a search to a shared link of a graph by keyboard only', async () => {
  await walkByKeys(page(), app, 'bank')
})

it('shows the hits of the last filter, whatever the order of the answers', async () => {
  await page().goto(`${app.url}/search?q=bank`)
  await page().locator('[data-hit]').first().waitFor()
  const rows = page().locator('fieldset', { hasText: 'Countries' }).locator('li')
  await rows.nth(1).waitFor()
  let release = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  let late = 0
  // Answers the request of the first filter after that of both.
  await page().route(/\/api\/v1\/articles\?.*country=[^,&]*(&|$)/, async (route) => {
    late++
    await held
    await route.continue().catch(() => {})
  })

  await rows.nth(0).getByRole('checkbox').check()
  await page().waitForURL(/country=/)
  await rows.nth(1).getByRole('checkbox').check()
  await page().waitForURL(/country=[^&]*,/)
  const { search } = new URL(page().url())
  const { total } = await app.api.articles(`${search.slice(1)}&size=0`)
  const heading = page().locator('h1 strong')
  await expect.poll(() => heading.innerText()).toBe(`${total.value} articles`)
  release()
  await page().waitForLoadState('networkidle')

  expect(late).toBeGreaterThan(0)
  expect(await heading.innerText()).toBe(`${total.value} articles`)
})
