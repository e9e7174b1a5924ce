import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { freshPage, openedApp } from './app.ts'
import { openBrowser, openPage } from './browser.ts'

const SEED = 'org-lusomar-shipping'
const OTHER = 'org-caspian-development-bank'

const app = openedApp()
const page = freshPage(app, {
  permissions: ['clipboard-read', 'clipboard-write'],
})

describe('a graph', () => {
  it('is explored by mouse: name, ties, sentences, undo, link, and looks the same when the link is opened', async () => {
    await page().goto(`${app.url}/graph`)
    await page()
      .getByRole('link', { name: /Lusomar Shipping/ })
      .click()
    await page().waitForURL(`**/graph?seed=${SEED}`)
    const begun = await drawn()

    await clickNode(OTHER)
    await page()
      .getByRole('heading', { name: /Caspian Development Bank/ })
      .waitFor()
    await page().getByRole('button', { name: 'Add 12 ties' }).click()
    await page().waitForURL(/ops=x\./)
    const grown = await drawnAfter(begun)
    expect(grown.size).toBeGreaterThan(begun.size)
    for (const [id, at] of begun) expect(grown.get(id)).toBe(at)

    const tied = page().locator('.ties button', { hasText: 'Leyla Mammadova' })
    const promised = Number(
      await page()
        .locator('.ties li', { hasText: 'Leyla Mammadova' })
        .locator('.number')
        .innerText(),
    )
    await tied.click()
    await page().locator('[data-line-panel] [data-evidence]').first().waitFor()
    const panel = page().locator('[data-line-panel]')
    expect(await panel.locator('p strong').first().innerText()).toBe(`${promised} sentences`)
    expect((await app.api.evidence(OTHER, 'person-leyla-mammadova', 'size=0')).total.value).toBe(
      promised,
    )

    await page().getByRole('button', { name: 'Undo' }).click()
    await expect.poll(drawn).toEqual(begun)
    await page().getByRole('button', { name: 'Redo' }).click()
    await expect.poll(drawn).toEqual(grown)

    await page().getByRole('button', { name: 'Copy link' }).click()
    const link = await page().evaluate(() => navigator.clipboard.readText())
    expect(await drawnAt(link)).toEqual(grown)
  })

  it('is explored by keyboard, and Tab leaves it', async () => {
    await page().goto(`${app.url}/graph?seed=${SEED}`)
    const begun = await drawn()
    const stage = page().getByRole('application', { name: 'Graph' })
    await stage.focus()

    await page().keyboard.press('j')
    await page().keyboard.press('Enter')
    await page().waitForURL(/sel=/)
    await stage.focus()
    await page().keyboard.press('Home')
    await page().keyboard.press('ArrowDown')
    await page().keyboard.press('p')
    await page().waitForURL(/ops=p\./)
    await page().keyboard.press('h')
    await expect.poll(async () => (await drawn()).size).toBe(begun.size - 1)
    await page().keyboard.press('Control+z')
    await expect.poll(async () => (await drawn()).size).toBe(begun.size)
    await page().keyboard.press('Control+Shift+Z')
    await expect.poll(async () => (await drawn()).size).toBe(begun.size - 1)
    await page().keyboard.press('Control+z')

    await page().keyboard.press('t')
    const rows = page().locator('[data-graph-table] table').first().locator('tbody tr')
    await expect.poll(() => rows.count()).toBe(begun.size)
    await page().keyboard.press('t')
    await stage.focus()
    await page().keyboard.press('Tab')
    expect(await stage.evaluate((element) => element.contains(document.activeElement))).toBe(false)
  })

  it('starts from a search, is narrowed to a period, compared and relaxed, all in its address', async () => {
    await page().goto(
      `${app.url}/graph?q=dam&ops=b~n.1~t.2024.2024~d.2024.2024.2025.2025~l~nonsense`,
    )
    await page().getByText('Not understood in this address, and left out: nonsense').waitFor()
    const seen = await drawn()

    expect(seen.size).toBeGreaterThan(5)
    expect(await drawnAt(page().url())).toEqual(seen)
    await page().getByRole('button', { name: 'Compare 2024 with 2025' }).waitFor()
    await page().getByRole('button', { name: 'Network of “dam”' }).click()
    await expect.poll(() => new URL(page().url()).searchParams.get('ops')).toBeNull()
  })

  it('starts from a pasted list of names', async () => {
    await page().goto(`${app.url}/graph`)
    await page()
      .getByRole('textbox', { name: /list of names/ })
      .fill('Leyla Mammadova\nCaspian Development Bank\nHenri Vauclair\nNobody Whatsoever')
    await page().getByRole('button', { name: 'Find them' }).click()
    await page().getByText('3 names found; not in the archive: Nobody Whatsoever').waitFor()
    await page().getByRole('button', { name: 'Draw 3 names' }).click()

    expect((await drawn()).size).toBe(3)
  })

  it('is exported as pictures, tables and graph files', async () => {
    await page().goto(`${app.url}/graph?seed=${SEED}`)
    const begun = await drawn()
    const files = ['PNG', 'SVG', 'Names', 'Ties', 'JSON', 'GraphML', 'GEXF']
    for (const file of files) {
      await page().locator('summary', { hasText: 'Export' }).click()
      const saving = page().waitForEvent('download')
      await page()
        .getByRole('button', { name: new RegExp(`\\b${file}\\b`) })
        .click()
      const saved = await saving
      const chunks: Buffer[] = []
      for await (const chunk of await saved.createReadStream()) chunks.push(chunk as Buffer)
      const bytes = Buffer.concat(chunks)
      if (file === 'PNG') expect(bytes.subarray(1, 4).toString()).toBe('PNG')
      else expect(bytes.toString()).toContain('Caspian Development Bank')
      if (file === 'Names')
        expect(bytes.toString().trim().split('\r\n')).toHaveLength(begun.size + 1)
    }
  })

  it('is drawn by WebGL if the browser supports it', async () => {
    const fast = await openBrowser(['--enable-unsafe-swiftshader'])
    const { page: other, complaints: said } = await openPage(fast)
    await other.addInitScript(() => localStorage.setItem('dateline.renderer', '"webgl"'))
    await other.goto(`${app.url}/graph?seed=${SEED}`)
    await other.locator('[data-renderer=webgl] canvas').first().waitFor({ state: 'attached' })
    await other.locator('[data-twin] > li').first().waitFor({ state: 'attached' })
    await other.getByRole('button', { name: 'Zoom in' }).click()
    const errors = said.filter((sentence) => !sentence.includes('GPU stall'))
    await fast.close()

    expect(errors).toEqual([])
  })
})

/** Positions of the drawn names, by id. */
async function drawn(on: Page = page()): Promise<Map<string, string>> {
  await on.locator('[data-twin] > li').first().waitFor({ state: 'attached' })
  const items = await on
    .locator('[data-twin] > li')
    .evaluateAll((all) =>
      all.map((item) => [item.dataset.id, `${item.dataset.x} ${item.dataset.y}`]),
    )
  return new Map(items as [string, string][])
}

async function drawnAfter(before: Map<string, string>): Promise<Map<string, string>> {
  await expect.poll(async () => (await drawn()).size).not.toBe(before.size)
  return drawn()
}

/** What a person sees who opens a link. */
async function drawnAt(link: string): Promise<Map<string, string>> {
  const other = await openPage(app.browser)
  await other.page.goto(link)
  const seen = await drawn(other.page)
  await other.page.context().close()
  return seen
}

/** Clicks on a drawn name. */
async function clickNode(id: string): Promise<void> {
  const stage = page().locator('[data-graph-stage]')
  const item = page().locator(`[data-twin] > li[data-id="${id}"]`)
  const [x, y] = await item.evaluate((li) => [Number(li.dataset.x), Number(li.dataset.y)])
  const box = (await stage.boundingBox())!
  const [cx, cy, scale] = (await stage.getAttribute('data-camera'))!.split(' ').map(Number)
  await page().mouse.click(
    box.x + box.width / 2 + (x - cx!) * scale!,
    box.y + box.height / 2 + (y - cy!) * scale!,
  )
}
