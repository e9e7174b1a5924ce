import { writeFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { isLong } from '#tests/long.ts'
import { dateline } from '../dateline.ts'
import { openedApp } from './app.ts'
import { openPage } from './browser.ts'
import { serveFilled } from './sample.ts'

const long = (letter: string, length: number) => letter.toUpperCase() + letter.repeat(length - 1)
const PERSON = `${long('b', 400)} ${long('c', 400)}`
const COMPANY = `${long('d', 900)} Corp`

/** Makes every text of a page one long unbreakable word. */
const RECORDS = Array.from({ length: 30 }, (_, i) => ({
  id: `${i}`,
  title: `Azerbaijan and ${long('w', i === 0 ? 50_000 : 3000)} ${long('x', 900)}`,
  body:
    `Mr. ${PERSON} met President Ilham Aliyev of Azerbaijan at ${COMPANY}, ${long('e', 2000)}.\n\n` +
    `Ilham Aliyev, the ${long('f', 900).toLowerCase()} minister of Azerbaijan, wrote to ${COMPANY}.`,
  source: `${long('s', 990)} ${i % 3}`,
  authors: [`${long('g', 500)} ${long('h', 499)}`, long('i', 990)],
  place: long('p', 990),
  url: `https://news.example/${'u'.repeat(900)}`,
  date: `2024-03-${String(1 + (i % 28)).padStart(2, '0')}`,
  section: long('m', 2000),
}))

const app = openedApp(() =>
  serveFilled(async (archive) => {
    const file = `${archive}.jsonl`
    await writeFile(file, RECORDS.map((record) => JSON.stringify(record)).join('\n'))
    await dateline(['index', file, '--archive', archive])
  }),
)

async function everyPath(): Promise<string[]> {
  const { api } = app
  const [hit] = (await api.articles()).items
  const entities = (await api.entities('size=20')).items
  const named = entities.find(({ name }) => name.length > 300)!
  const ties = (await api.ties(named.id)).items
  const [a, b] = [named.id, ties[0]!.entity.id].sort()
  return [
    '/',
    '/search?q=azerbaijan',
    `/search?q=azerbaijan&source=${encodeURIComponent(hit!.source)}&author=${RECORDS[0]!.authors[1]!}`,
    `/search?q=${long('q', 3000)}`,
    `/search?q=%22${long('q', 3000)}`,
    `/article/${hit!.id}`,
    `/article/${hit!.id}?entity=${named.id}`,
    ...entities.flatMap(({ id }) => [`/entity/${id}`, `/entity/${id}?tab=sentences`]),
    '/entities',
    `/entities?q=${long('q', 900)}`,
    `/tie/${a}/${b}`,
    '/about',
    `/article/${long('n', 3000)}`,
    `/${long('n', 3000)}`,
  ]
}

it.each(isLong ? [320, 1280] : [320])(
  'shows no page wider than a window of %i px',
  async (width) => {
    const { page } = await openPage(app.browser, { viewport: { width, height: 900 } })
    const wide: [path: string, width: number][] = []
    for (const path of await everyPath()) {
      await page.goto(app.url + path)
      await page.locator('main :is(h1, h2):visible').first().waitFor()
      await page.waitForLoadState('networkidle')
      const found = await page.evaluate(() => document.documentElement.scrollWidth)
      if (found > width) wide.push([path.slice(0, 80), found])
    }

    expect(wide, JSON.stringify(wide)).toEqual([])
  },
)
