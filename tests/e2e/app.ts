import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { archiveApi } from './archive-api.ts'
import { openBrowser, openPage } from './browser.ts'
import { type ServedArchive, serveSample } from './sample.ts'

export interface App {
  url: string
  /** Path of the served archive. */
  archive: string
  browser: Browser
  api: ReturnType<typeof archiveApi>
}

/** A server and a browser for all tests of a file; the sample archive unless another is served. */
export function openedApp(
  serve: () => Promise<ServedArchive> = serveSample,
  patience = 120_000,
): App {
  const app = {} as App
  let served: ServedArchive | undefined

  beforeAll(async () => {
    ;[served, app.browser] = await Promise.all([serve(), openBrowser()])
    app.url = served.url
    app.archive = served.archive
    app.api = archiveApi(served.url)
  }, patience)
  afterAll(async () => {
    await app.browser?.close()
    await served?.stop()
  })
  return app
}

/** A page with a fresh profile for each test, which must end without an error of the browser. */
export function freshPage(app: App, options: BrowserContextOptions = {}): () => Page {
  let page: Page
  let complaints: string[]

  beforeEach(async () => {
    ;({ page, complaints } = await openPage(app.browser, options))
  })
  afterEach(async () => {
    await page.context().close()
    expect(complaints).toEqual([])
  })
  return () => page
}
