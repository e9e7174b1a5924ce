import { expect, it } from 'vitest'
import { writeArchive } from '#api/testing.ts'
import { story } from '../builders.ts'
import { openedApp } from './app.ts'
import { openPage } from './browser.ts'
import { serveFilled } from './sample.ts'

const SCRIPT = '<script>window.owned = 1</script>'
const IMAGE = '<img src=x onerror="window.owned = 1">'
/** Bypasses the readers, which would clean most of it: a page must not trust the archive. */
const HOSTILE = story({
  id: 'hostile',
  title: `Vedant ${IMAGE} Patel`,
  body: `[Vedant ${IMAGE} Patel](person-vedant-patel) spoke. ${SCRIPT} ${IMAGE} "{@html owned}".`,
  source: `Courier ${IMAGE}`,
  authors: [`Jane ${IMAGE} Roe`],
  place: `Baku ${IMAGE}`,
  url: 'javascript:window.owned=1',
})

const app = openedApp(() => serveFilled((path) => writeArchive(path, [HOSTILE])))

it('shows markup in an article as text', async () => {
  const [hit] = (await app.api.articles()).items
  const [entity] = (await app.api.entities('size=1')).items
  const { page, complaints } = await openPage(app.browser)
  const paths = [
    '/search?q=patel',
    `/search?q=${encodeURIComponent(SCRIPT)}`,
    `/article/${hit!.id}`,
    `/entity/${entity!.id}?tab=sentences`,
    '/entities',
  ]

  for (const path of paths) {
    await page.goto(app.url + path)
    await page.locator('main h1').first().waitFor()
    await page.waitForLoadState('networkidle')

    expect(await page.evaluate(() => 'owned' in window), path).toBe(false)
    expect(await page.locator('main img, main script').count(), path).toBe(0)
    expect(await page.locator('a[href^="javascript:"]').count(), path).toBe(0)
  }
  await page.goto(`${app.url}/article/${hit!.id}`)
  await page.getByText(SCRIPT).first().waitFor()
  expect(complaints).toEqual([])
})
