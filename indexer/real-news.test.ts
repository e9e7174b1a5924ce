import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { SAMPLE, sharedData } from '#tests/shared-data.ts'
import { listFiles } from './input/list-files.ts'
import type { ReadResult } from './result.ts'
import { readToEnd } from './written-file.ts'

const STORIES = sharedData('data/reuters.jsonl.gz') ?? join(SAMPLE, 'meridian.jsonl')
const SCRAPED =
  sharedData('articles/000_c08599c7abed9fc1.txt') ??
  join(SAMPLE, 'steppe-wire/sw-0117-bishkek-dam-plan.txt')
const isReal = !STORIES.startsWith(SAMPLE)

describe(`a scraped article, from ${SCRAPED}`, () => {
  it('is split as a reader would split it', async () => {
    const { articles, warnings } = await readToEnd(SCRAPED)

    const { title, source, publishedAt, place, authors, body } = articles[0]!
    expect(warnings).toEqual([])
    expect({
      source,
      publishedAt,
      place,
      authors,
      title: title.split(' ').slice(0, 4).join(' '),
    }).toEqual(
      isReal
        ? {
            source: 'Turan',
            publishedAt: '2023-06-22',
            place: 'Washington',
            authors: ['Alex Raufoglu'],
            title: 'Azerbaijan, Armenia To Resume',
          }
        : {
            source: 'Steppe Wire',
            publishedAt: '2024-01-18',
            place: 'Bishkek',
            authors: ['Aigerim Dossan'],
            title: 'Bishkek Shows New Plan',
          },
    )
    expect(body).toMatch(isReal ? /^Washington is/ : /^The government of Kyrgyzstan/)
    expect(body).not.toMatch(
      /Turan:|Steppe Wire:|Raufoglu|Dossan|Leave a review|Follow us|News Line/,
    )
  })
})

describe(`stories of an agency, from ${STORIES}`, () => {
  it('are all stored under ids of their own', async () => {
    const { articles, rejected, warnings } = await readToEnd(STORIES)

    expect(rejected).toEqual([])
    expect(articles).toHaveLength(isReal ? 13_585 : 31)
    expect(new Set(articles.map(({ id }) => id)).size).toBe(articles.length)
    expect(articles.every(({ id }) => id.startsWith(isReal ? 'reuters-' : 'meridian-'))).toBe(true)
    expect(articles.filter(({ body }) => body === '')).toEqual([])
    expect(articles.filter(({ place }) => place !== null).length / articles.length).toBeGreaterThan(
      0.95,
    )
    expect(warnings).toEqual(isReal ? ['the date "1987-03-31T605:12:19Z" is not understood'] : [])
  })
})

describe('the sample news', () => {
  it('is stored completely in all formats', async () => {
    const results: ReadResult[] = []
    for await (const file of listFiles([SAMPLE])) {
      if (file.type === 'file') results.push(...(await readToEnd(file.path)).results)
      else results.push(file)
    }

    const articles = results.flatMap((result) => (result.type === 'article' ? result.article : []))
    expect(results.filter(({ type }) => type === 'rejected')).toEqual([])
    expect(articles).toHaveLength(113)
    expect(articles.filter(({ publishedAt }) => publishedAt === null).length).toBeLessThan(6)
    for (const { title, body } of articles) {
      expect(title).not.toBe('')
      expect(body).not.toMatch(/^By |Follow us|Leave a review|[\u0080-\u009f\ufffd]/)
    }
  })
})
