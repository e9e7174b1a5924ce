import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { writeArchive } from '#api/testing.ts'
import { openedApp } from './app.ts'
import { openPage } from './browser.ts'
import { serveFilled } from './sample.ts'

const TEXT = 'Energy minister Leyla Mammadova spoke for Azerbaijan in Baku on Monday.'
const NEWS = `<!doctype html><html lang="en"><title>The grid holds</title><article><h1>The grid holds</h1>
  <time datetime="2024-03-01">1 March</time><p>${TEXT}</p><p>${TEXT} ${TEXT}</p></article>`

const app = openedApp(() => serveFilled((archive) => writeArchive(archive, [])))
let outlet: Server
let address: string

beforeAll(async () => {
  // Under /closed, the outlet isolates its pages from windows that they open.
  outlet = createServer(({ url }, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8')
    if (url === '/closed') response.setHeader('Cross-Origin-Opener-Policy', 'same-origin')
    response.end(NEWS)
  })
  await new Promise<void>((resolve) => outlet.listen(0, '127.0.0.1', resolve))
  address = `http://localhost:${(outlet.address() as AddressInfo).port}`
})
afterAll(() => outlet?.close())

/** Runs the app's bookmarklet on a page of the outlet; returns the window that it opens. */
async function clip(page: Page, path: string): Promise<Page> {
  await page.goto(`${app.url}/add`)
  const link = page.getByRole('link', { name: 'Clip to Dateline' })
  const bookmark = (await link.getAttribute('href'))!
  await page.goto(address + path)
  const opened = page.context().waitForEvent('page')
  await page.evaluate(bookmark.slice('javascript:'.length))
  return opened
}

it('a bookmarklet passes the current page to the app, and only a click there stores it', async () => {
  const { page } = await openPage(app.browser)
  const window = await clip(page, '/grid')

  await window.getByRole('heading', { name: 'The grid holds' }).waitFor()
  expect(await window.getByText(TEXT).count()).toBeGreaterThan(0)
  expect((await app.api.articles()).items).toEqual([])
  await window.getByRole('button', { name: 'Add to the archive' }).click()
  await window.getByText('Added.').waitFor()
  expect((await app.api.articles()).items).toMatchObject([
    { title: 'The grid holds', url: `${address}/grid` },
  ])
})

it('if the site isolates the window, the HTML can be pasted', async () => {
  const { page } = await openPage(app.browser)
  const window = await clip(page, '/closed')

  await window.getByLabel('HTML of the page').fill(NEWS.replaceAll('grid', 'ferry'))
  await window.getByRole('button', { name: 'Read it' }).click()
  await window.getByRole('heading', { name: 'The ferry holds' }).waitFor()
})

it('a previewed page shows what it lacks, in a window of any width', async () => {
  const { page, complaints } = await openPage(app.browser, {
    viewport: { width: 320, height: 800 },
  })
  await page.goto(`${app.url}/add`)
  await page.getByLabel('HTML of the page').fill(`<title>No day</title><p>${TEXT}</p>`)
  await page.getByRole('button', { name: 'Read it' }).click()

  await page.getByText('there is no date').waitFor()
  const wide = await page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > innerWidth)
      .map(({ tagName, className }) => `${tagName} ${className}`),
  )
  expect(wide).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  expect(complaints).toEqual([])
})
