import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ServeProcess } from '../dateline.ts'
import { archiveApi } from './archive-api.ts'
import { openBrowser, openPage } from './browser.ts'
import { serveSample } from './sample.ts'

let served: ServeProcess
let browser: Browser
let page: Page
let complaints: string[]

beforeAll(async () => {
  ;[served, browser] = await Promise.all([serveSample(), openBrowser()])
  ;({ page, complaints } = await openPage(browser))
})
afterAll(async () => {
  await browser?.close()
  await served?.stop()
})
beforeEach(async () => {
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.goto(`${served.url}/search?q=dam`)
  await page.locator('[data-hit]').first().waitFor()
  await page.locator('fieldset').first().waitFor()
})
afterEach(() => expect(complaints).toEqual([]))

describe('the facets', () => {
  it('keep their rows in place, so that a second click undoes the first', async () => {
    const rows = page.locator('fieldset', { hasText: 'Countries' }).locator('li')
    const names = await rows.locator('.name').allInnerTexts()
    const exclude = rows.nth(2).getByRole('button')

    await exclude.click()
    await page.waitForURL(/country=-/)
    await page.locator('fieldset .excluded').waitFor()
    const after = await rows.locator('.name').allInnerTexts()
    expect(after.slice(0, names.length)).toEqual(names)
    await exclude.click()
    await page.waitForURL((url) => !url.searchParams.has('country'))
  })

  it('can be undone one by one through five filters', async () => {
    const addresses = [page.url()]
    for (const [facet, row] of [
      ['Source', 0],
      ['Source', 1],
      ['Countries', 0],
      ['Countries', 1],
      ['People', 0],
    ] as const) {
      await page.locator('fieldset', { hasText: facet }).getByRole('checkbox').nth(row).click()
      await expect.poll(() => page.url()).not.toBe(addresses.at(-1))
      addresses.push(page.url())
    }

    for (const address of addresses.slice(0, -1).reverse()) {
      await page.goBack()
      await expect.poll(() => page.url()).toBe(address)
    }
    await expect.poll(() => page.locator('fieldset input:checked').count()).toBe(0)
  })

  it('are unticked by Back, also before the answer to the click came', async () => {
    const box = page.locator('fieldset', { hasText: 'People' }).getByRole('checkbox').first()
    const before = page.url()
    let answer!: () => void
    const mayAnswer = new Promise<void>((resolve) => (answer = resolve))
    await page.route(/\/api\/v1\/articles\?.*person=/, async (route) => {
      await mayAnswer
      await route.continue().catch(() => {})
    })

    await box.click()
    await expect.poll(() => page.url()).not.toBe(before)
    expect(await box.isChecked()).toBe(true)
    await page.goBack()
    await expect.poll(() => box.isChecked()).toBe(false)
    answer()
    await page.unrouteAll({ behavior: 'wait' })
  })

  it('show the articles of the last click, whichever answer comes last', async () => {
    const boxes = page.locator('fieldset', { hasText: 'Source' }).getByRole('checkbox')
    let late: (() => void) | undefined
    const isLate = new Promise<void>((resolve) => (late = resolve))
    let asked = 0
    await page.route(/\/api\/v1\/articles\?.*source=/, async (route) => {
      if (asked++ < 2) await isLate
      await route.continue().catch(() => {})
    })

    await boxes.nth(0).click()
    await page.waitForURL(/source=/)
    await boxes.nth(1).click()
    await page.waitForURL(/source=.*,/)
    const { search } = new URL(page.url())
    const { total } = await archiveApi(served.url).articles(search.slice(1))
    await expect.poll(() => page.locator('h1').innerText()).toContain(`${total.value} articles`)
    late!()
    await page.unrouteAll({ behavior: 'wait' })
    expect(await page.locator('h1').innerText()).toContain(`${total.value} articles`)
  })

  it('are a sheet on a phone, which shows the number of articles', async () => {
    await page.setViewportSize({ width: 375, height: 800 })
    await page.getByRole('button', { name: 'Narrow down' }).click()
    await page.getByRole('dialog').getByRole('checkbox').first().click()
    await page.waitForURL(/person=/)
    const { search } = new URL(page.url())
    const { total } = await archiveApi(served.url).articles(search.slice(1))

    await page.getByRole('button', { name: `Show ${total.value} articles` }).click()
    await page.locator('[data-hit]').first().waitFor()
    expect(await page.getByRole('dialog').count()).toBe(0)
  })
})

describe('the list', () => {
  it('opens a name next to itself, in the address but not in the history', async () => {
    const before = await page.evaluate(() => history.length)
    const chip = page.locator('.results article a[href^="/entity/"]').first()
    const name = await chip.innerText()
    await chip.click()

    await page.getByRole('complementary', { name: 'Preview' }).waitFor()
    expect(name).toContain(await page.locator('[data-inspector] h2').innerText())
    expect(new URL(page.url()).searchParams.get('sel')).toMatch(/^\/entity\//)
    expect(await page.evaluate(() => history.length)).toBe(before)
    await page.locator('[data-inspector] a[href^="/tie/"]').first().click()
    await page.locator('[data-inspector] blockquote').first().waitFor()
    await page.keyboard.press('Escape')
    await page.waitForURL((url) => !url.searchParams.has('sel'))
  })

  it('is at most five presses of Tab away', async () => {
    await page.locator('body').press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')

    expect(await page.locator('[data-hit]:focus').count()).toBe(1)
  })

  it('has other views of the same articles', async () => {
    for (const [view, landmark] of [
      ['Names', 'main table'],
      ['Timeline', '.results ol article'],
    ] as const) {
      await page.getByRole('link', { name: view, exact: true }).last().click()
      await page.locator(landmark).first().waitFor()
      expect(await page.locator('h1').innerText()).toContain('26 articles')
    }
  })

  it('accepts dates as typed', async () => {
    await page.getByLabel('From').fill('Mrach 2024')
    await page.keyboard.press('Enter')
    await page.getByText('“Mrach 2024” is no date.').waitFor()
    await page.getByLabel('From').fill('March 2024')
    await page.keyboard.press('Enter')

    await page.waitForURL(/from=2024-03/)
  })
})

describe('the field', () => {
  it('completes a source and marks ambiguous input', async () => {
    const field = page.getByRole('combobox')
    await field.fill('source:mer')
    await page.getByRole('option', { name: 'Meridian' }).click()
    expect(await field.inputValue()).toBe('source:Meridian ')
    await field.fill('dam jap*n')
    await field.press('Enter')

    await page.locator('form mark', { hasText: 'jap*n' }).waitFor()
    expect(await field.getAttribute('aria-invalid')).toBe('true')
  })
})

it('prints the headline of every page', async () => {
  const [entity] = (await archiveApi(served.url).entities('size=1')).items
  const [tie] = (await archiveApi(served.url).ties(entity!.id, 'size=1')).items
  const [hit] = (await archiveApi(served.url).articles('q=dam&size=1')).items
  await page.emulateMedia({ media: 'print' })
  for (const path of [
    `/article/${hit!.id}`,
    `/entity/${entity!.id}`,
    `/tie/${entity!.id}/${tie!.entity.id}`,
    '/about',
  ]) {
    await page.goto(served.url + path)
    await page.locator('h1').waitFor()
    expect(await page.getByRole('navigation').count(), path).toBe(0)
  }
  await page.emulateMedia({ media: null })
})
