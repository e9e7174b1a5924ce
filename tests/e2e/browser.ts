import { type Browser, type BrowserContextOptions, type Page, chromium } from 'playwright-core'

/** Starts the system's Chromium, or the one in DATELINE_CHROMIUM. */
export function openBrowser(more: string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.DATELINE_CHROMIUM || '/usr/bin/chromium',
    // Chromium's sandbox does not work in containers; only our own pages are opened.
    args: ['--no-sandbox', '--disable-dev-shm-usage', ...more],
  })
}

export interface WatchedPage {
  page: Page
  /** Errors of the page: exceptions, security policy violations, missing files. */
  complaints: string[]
}

/** A page with a fresh profile that records every browser error. */
export async function openPage(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  return { page, complaints }
}
