import { describe, expect, it } from 'vitest'
import { openedApp } from './app.ts'

const LINKS = '.masthead .brand, .masthead nav a:visible'

describe('the page before its scripts have run', () => {
  const app = openedApp()

  it.each([320, 1280])('shows the masthead where it will stay, at %i px', async (width) => {
    const sent = await linksOf(width, false)

    expect(sent.map(({ text }) => text)).toContain('Articles')
    expect(await linksOf(width, true)).toEqual(sent)
  })

  async function linksOf(width: number, javaScriptEnabled: boolean) {
    const viewport = { width, height: 800 }
    const context = await app.browser.newContext({ viewport, javaScriptEnabled })
    const page = await context.newPage()
    await page.goto(app.url)
    if (javaScriptEnabled) await page.locator('h1').waitFor()
    const links = await page.locator(LINKS).all()
    const shown = links.map(async (link) => ({
      ...{ text: await link.innerText(), href: await link.getAttribute('href') },
      box: await link.boundingBox(),
    }))
    const found = await Promise.all(shown)
    await context.close()
    return found
  }
})
