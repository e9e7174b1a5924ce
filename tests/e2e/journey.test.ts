import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { freshPage, openedApp } from './app.ts'
import { openPage } from './browser.ts'

const app = openedApp()
const page = freshPage(app)

describe('a reader', () => {
  it('gets from the start page to the sentences behind a tie', async () => {
    await page().goto(app.url)
    await page().getByRole('combobox', { name: 'Search the archive' }).fill('dam')
    await page().keyboard.press('Enter')

    await page().waitForURL('**/search?q=dam')
    await page().locator('[data-hit]').first().waitFor()
    const found = await countIn('h1')
    expect(found).toBe((await app.api.articles('q=dam&size=0')).total.value)

    const row = page().locator('fieldset', { hasText: 'Source' }).locator('li').first()
    const promised = await countOf(row.locator('.count'))
    await row.getByRole('checkbox').check()
    await page().waitForURL(/source=/)
    await expect.poll(() => countIn('h1')).toBe(promised)

    await page().locator('[data-hit]').first().click()
    await page().waitForURL('**/article/**')
    const name = page().locator('article a[data-m]').first()
    await name.click()
    await page().waitForURL('**/entity/**')

    const why = page().getByTitle('The sentences that name both').first()
    const sentences = await countOf(why)
    await why.click()
    await page().waitForURL('**/tie/**')
    expect(await countOf(page().locator('.counts a').first())).toBe(sentences)
    expect(await countEvidence()).toBe(sentences)
  })

  it('narrows a search to a dateline place, and goes back', async () => {
    await page().goto(`${app.url}/search`)
    const row = page().locator('fieldset', { hasText: 'Dateline' }).locator('li').first()
    const place = await row.locator('.name').innerText()
    const promised = await countOf(row.locator('.count'))
    const all = await countIn('h1')
    await row.getByRole('checkbox').check()

    await page().waitForURL(`**/search?place=${encodeURIComponent(place).replaceAll('%20', '+')}`)
    await expect.poll(() => countIn('h1')).toBe(promised)
    expect(promised).toBe(
      (await app.api.articles(new URL(page().url()).search.slice(1))).total.value,
    )
    const chips = page().getByRole('list', { name: 'Filters' })
    expect((await chips.innerText()).split('\n')).toEqual(['datelined', place, '×'])

    await chips.getByRole('link', { name: 'Remove this filter' }).click()
    await expect.poll(() => countIn('h1')).toBe(all)
  })

  it('finds two marked names in every sentence of a tie', async () => {
    await page().goto(await strongestTie())
    await page().locator('[data-evidence]').first().waitFor()

    const rows = await page().locator('blockquote').all()

    for (const row of rows) expect(await row.locator('mark').count()).toBeGreaterThanOrEqual(2)
  })

  it('opens an article at the sentence of the evidence', async () => {
    await page().goto(await strongestTie())
    await page().locator('[data-evidence]').first().click()

    await page().waitForURL(/\/article\/.*s=\d+/)
    await page().locator('.lit').first().waitFor()
  })

  it('sees as many sentences for a name as the list holds', async () => {
    const [entity] = (await app.api.entities('size=1')).items
    await page().goto(`${app.url}/entity/${entity!.id}?tab=sentences`)

    expect(await countEvidence()).toBe(entity!.sentences)
  })

  it('goes back through every filter', async () => {
    await page().goto(`${app.url}/search?q=dam`)
    await page().locator('[data-hit]').first().waitFor()
    const addresses = [page().url()]
    for (const facet of ['Countries', 'Source']) {
      const checkbox = page().locator('fieldset', { hasText: facet }).getByRole('checkbox').first()
      await checkbox.check()
      await expect.poll(() => page().url()).not.toBe(addresses.at(-1))
      await page().locator('[data-hit]').first().waitFor()
      addresses.push(page().url())
    }
    await page().locator('[data-hit]').first().click()
    await page().waitForURL('**/article/**')

    for (const address of addresses.reverse()) {
      await page().goBack()
      await expect.poll(() => page().url()).toBe(address)
      await page().locator('[data-hit]').first().waitFor()
    }
    expect(await page().getByRole('list', { name: 'Filters' }).count()).toBe(0)
  })

  it('keeps a search while reading its articles, and returns to the same place', async () => {
    await page().goto(`${app.url}/search?q=dam`)
    await page().locator('[data-hit]').first().waitFor()
    await page().waitForLoadState('networkidle')
    const titles = await page().locator('[data-hit]').allInnerTexts()
    for (let i = 0; i < 6; i++) await page().keyboard.press('j')
    const left = await page().evaluate(() => scrollY)
    await page().keyboard.press('Enter')

    await page().locator('h1', { hasText: titles[5]! }).waitFor()
    expect(await page().getByRole('combobox').inputValue()).toBe('dam')
    expect((await page().locator('article mark').first().innerText()).toLowerCase()).toContain(
      'dam',
    )

    await page().getByRole('link', { name: 'Next' }).waitFor()
    await page().keyboard.press('j')
    await page().locator('h1', { hasText: titles[6]! }).waitFor()
    await page().goBack()
    await page().locator('h1', { hasText: titles[5]! }).waitFor()
    await page().goBack()
    await page().locator('[data-hit]:focus', { hasText: titles[5]! }).waitFor()
    expect(left).toBeGreaterThan(0)
    expect(await page().evaluate(() => scrollY)).toBe(left)
    await page().keyboard.press('j')
    await page().locator('[data-hit]:focus', { hasText: titles[6]! }).waitFor()
  })

  it('gets the same screen from a shared address', async () => {
    await page().goto(`${app.url}/search?q=dam`)
    await page().locator('[data-hit]').first().waitFor()
    const all = await countIn('h1')
    await page().locator('fieldset', { hasText: 'Source' }).getByRole('checkbox').first().check()
    await page().waitForURL(/source=/)
    // The URL changes before the response arrives.
    await expect.poll(() => countIn('h1')).toBeLessThan(all)
    const found = await countIn('h1')

    const other = await openPage(app.browser)
    await other.page.goto(page().url())
    await other.page.locator('[data-hit]').first().waitFor()

    expect(toNumber(await other.page.locator('h1').innerText())).toBe(found)
    await other.page.context().close()
  })

  it('sees on every page that the news is invented', async () => {
    for (const path of ['/', '/search', '/entities', '/about']) {
      await page().goto(app.url + path)

      await page().getByText('Sample archive: invented news.').waitFor()
    }
  })

  it('sees how an ambiguous search was understood', async () => {
    await page().goto(`${app.url}/search?q=${encodeURIComponent('dam (')}`)

    await page().getByText('This bracket is never closed').waitFor()
    await page().locator('[data-hit]').first().waitFor()
  })

  it('sees a sentence if a search cannot be parsed', async () => {
    // Not the watched page: the browser logs a 400 response as an error.
    const { page: other } = await openPage(app.browser)
    await other.goto(`${app.url}/search?q=da*`)

    await other.getByText('This search cannot be read').waitFor()
    await other.context().close()
  })

  it('is told if there is nothing', async () => {
    const { page: other } = await openPage(app.browser)
    for (const path of ['/article/none', '/entity/person-none', '/tie/a/b', '/nowhere/at/all']) {
      await other.goto(app.url + path)

      await other.getByText('There is no such').waitFor()
    }
    await other.context().close()
  })
})

describe('a reader without a mouse', () => {
  it('searches, moves through the hits, and opens one', async () => {
    await page().goto(`${app.url}/about`)
    await page().locator('h1').waitFor()

    await page().keyboard.press('/')
    await page().keyboard.type('grain')
    await page().keyboard.press('Enter')
    await page().locator('[data-hit]').first().waitFor()
    await page().locator('main').focus()
    await page().keyboard.press('j')
    await page().keyboard.press('j')
    const title = await page().locator('[data-hit]:focus').innerText()
    await page().keyboard.press('Enter')

    await page().waitForURL('**/article/**')
    await expect.poll(() => page().locator('h1').innerText()).toBe(title)
  })

  it('chooses a name among the suggestions', async () => {
    const [person] = (await app.api.entities('kind=person&size=1')).items
    await page().goto(app.url)
    await page().getByRole('combobox').pressSequentially(person!.name)
    await page().getByRole('option', { name: person!.name }).first().waitFor()

    const chosen = page().locator('[role=option][aria-selected=true]', { hasText: person!.name })
    while ((await chosen.count()) === 0) await page().keyboard.press('ArrowDown')
    await page().keyboard.press('Enter')

    await page().waitForURL(`**/entity/${person!.id}`)
    await page().getByRole('heading', { name: person!.name, level: 1 }).waitFor()
  })

  it('reaches the content with the first press of Tab', async () => {
    await page().goto(`${app.url}/search`)
    await page().locator('[data-hit]').first().waitFor()

    await page().keyboard.press('Tab')
    const skip = await page().locator(':focus').innerText()
    await page().keyboard.press('Enter')

    expect(skip).toBe('Skip to the content')
    expect(await page().locator('main:focus').count()).toBe(1)
  })

  it('sees where the focus is', async () => {
    await page().goto(`${app.url}/search`)
    await page().locator('[data-hit]').first().waitFor()

    for (let i = 0; i < 20; i++) {
      await page().keyboard.press('Tab')
      const unmarked = await page()
        .locator(':focus')
        .evaluate((element) => {
          const marks = [element, element.parentElement!].map((each) => getComputedStyle(each))
          const isMarked = marks.some(
            ({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && outlineWidth !== '0px',
          )
          return isMarked ? null : element.outerHTML
        })
      expect(unmarked).toBeNull()
    }
  })
})

async function strongestTie(): Promise<string> {
  const [entity] = (await app.api.entities('size=1')).items
  const [tie] = (await app.api.ties(entity!.id, 'sort=sentences&size=1')).items
  return `${app.url}/tie/${entity!.id}/${tie!.entity.id}`
}

/** Pages through the sentences to the end. */
async function countEvidence(): Promise<number> {
  let count = 0
  for (;;) {
    await page().locator('[data-evidence]').first().waitFor()
    count += await page().locator('[data-evidence]').count()
    const next = page().locator('[rel=next]')
    if ((await next.count()) === 0) return count
    const address = page().url()
    const first = await page().locator('[data-evidence]').first().getAttribute('href')
    await next.click()
    await expect.poll(() => page().url()).not.toBe(address)
    await expect
      .poll(() => page().locator('[data-evidence]').first().getAttribute('href'))
      .not.toBe(first)
  }
}

async function countIn(selector: string): Promise<number> {
  return countOf(page().locator(selector).first())
}

async function countOf(locator: ReturnType<Page['locator']>): Promise<number> {
  return toNumber(await locator.innerText())
}

/** "1,204 sentences" */
function toNumber(text: string): number {
  return Number(/[\d,]+/.exec(text)?.[0].replaceAll(',', ''))
}
