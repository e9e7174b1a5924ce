import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openArchive } from '#archive/open.ts'
import { createFullTextIndex } from '#stores/sqlite/search/full-text.ts'
import { story } from '../builders.ts'
import { type ServeProcess, serveArchive } from '../dateline.ts'
import { archiveApi } from './archive-api.ts'
import { openBrowser, openPage } from './browser.ts'

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

let folder: string
let served: ServeProcess
let browser: Browser

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-hostile-'))
  const path = join(folder, 'archive.db')
  fill(path)
  ;[served, browser] = await Promise.all([serveArchive(path), openBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await served?.stop()
  await rm(folder, { recursive: true, force: true })
})

it('shows markup in an article as text', async () => {
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

function fill(path: string): void {
  const archive = openArchive(path, { write: true, create: true })
  archive.follow(createFullTextIndex(archive.db))
  archive.write([{ ...HOSTILE, extractor: '1', origin: { path: 'wire', line: 1 } }])
  archive.close()
}
