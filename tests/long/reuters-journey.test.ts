import { describe, expect, it } from 'vitest'
import { dateline } from '#tests/dateline.ts'
import { freshPage, openedApp } from '#tests/e2e/app.ts'
import { serveFilled } from '#tests/e2e/sample.ts'
import { walkByKeys } from '#tests/e2e/keyboard-walk.ts'
import { sharedData } from '#tests/shared-data.ts'

const reuters = sharedData('data/reuters.jsonl.gz')

describe.skipIf(!reuters)('on thirteen thousand stories of an agency', () => {
  const app = openedApp(
    () => serveFilled((archive) => dateline(['index', reuters!, '--archive', archive])),
    600_000,
  )
  const page = freshPage(app, { permissions: ['clipboard-read', 'clipboard-write'] })

  it('a reader goes from a search to a graph that is sent as a link, by keys alone', async () => {
    await walkByKeys(page(), app, 'oil price')
  }, 300_000)

  it('the start page lists whom most stories name', async () => {
    await page().goto(app.url)
    await page().getByRole('heading', { name: 'Lately' }).waitFor()

    expect(await page().locator('main a[href^="/entity/"]').count()).toBeGreaterThan(20)
  }, 120_000)
})
