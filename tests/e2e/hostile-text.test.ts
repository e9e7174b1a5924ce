import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Served, dateline, serve } from '../dateline.ts'
import { archiveApi } from './archive-api.ts'
import { openBrowser, openPage } from './browser.ts'

const SCRIPT = '<script>window.owned = 1</script>'
const IMAGE = '<img src=x onerror="window.owned = 1">'
const RECORD = {
  id: 'hostile',
  title: `Vedant ${IMAGE} Patel`,
  body: `Vedant Patel met Jeyhun Bayramov on Monday, and the two spoke of the talks. ${SCRIPT} ${IMAGE} Vedant Patel said "{@html owned}".`,
  source: `Courier ${IMAGE}`,
  author: `Jane ${IMAGE} Roe`,
  url: 'javascript:window.owned=1',
  date: '2024-03-01',
}

let folder: string
let served: Served
let browser: Browser

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-hostile-'))
  const [file, archive] = [join(folder, 'wire.jsonl'), join(folder, 'archive.db')]
  await writeFile(file, JSON.stringify(RECORD))
  await dateline(['index', file, '--archive', archive])
  ;[served, browser] = await Promise.all([serve(archive), openBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await served?.stop()
  await rm(folder, { recursive: true, force: true })
})

it('shows markup in an article as the text that it is', async () => {
  const api = archiveApi(served.url)
  const [hit] = (await api.articles()).items
  const [entity] = (await api.entities('size=1')).items
  const { page, complaints } = await openPage(browser)
  const paths = [
    '/search?q=patel',
    `/search?q=${encodeURIComponent(SCRIPT)}`,
    `/article/${hit!.id}`,
    `/entity/${entity!.id}?tab=sentences`,
    '/entities',
  ]

  for (const path of paths) {
    await page.goto(served.url + path)
    await page.locator('main h1').first().waitFor()
    await page.waitForLoadState('networkidle')

    expect(await page.evaluate(() => 'owned' in window), path).toBe(false)
    expect(await page.locator('main img, main script').count(), path).toBe(0)
    expect(await page.locator('a[href^="javascript:"]').count(), path).toBe(0)
  }
  await page.goto(`${served.url}/article/${hit!.id}`)
  await page.getByText(SCRIPT).first().waitFor()
  expect(complaints).toEqual([])
})
