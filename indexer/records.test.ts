import { describe, expect, it } from 'vitest'
import { readWritten } from './written-file.ts'

const dated = (...dates: string[]) =>
  `title,date,text\n${dates.map((date, i) => `Story ${i},${date},"The bridge is open."`).join('\n')}\n`

describe('day and month', () => {
  it('have the order that one date of the file proves, however late', async () => {
    const many = Array.from({ length: 5000 }, () => '02/03/2017')

    const { articles, warnings } = await readWritten('a.csv', dated(...many, '03/14/2017'))

    expect(new Set(articles.slice(0, -1).map(({ publishedAt }) => publishedAt))).toEqual(
      new Set(['2017-02-03']),
    )
    expect(warnings).toEqual([])
  })

  it('get a warning in every record if nothing proves their order', async () => {
    const { articles, warnings } = await readWritten('a.csv', dated('02/03/2017', '05/04/2017'))

    expect(articles.map(({ publishedAt }) => publishedAt)).toEqual(['2017-03-02', '2017-04-05'])
    expect(warnings).toHaveLength(2)
    expect(warnings[0]).toMatch(/day or the month first, 2017-03-02 was taken.*--dates/)
  })

  it('have the order set by the user', async () => {
    const { articles, warnings } = await readWritten('a.csv', dated('02/03/2017'), { dates: 'mdy' })

    expect([articles[0]!.publishedAt, warnings]).toEqual(['2017-02-03', []])
  })

  it('get a warning if two dates prove opposite orders', async () => {
    const { articles, warnings } = await readWritten(
      'a.csv',
      dated('14/03/2017', '03/14/2017', '02/03/2017'),
    )

    expect(articles.map(({ publishedAt }) => publishedAt)).toEqual([
      '2017-03-14',
      '2017-03-14',
      '2017-03-02',
    ])
    expect(warnings).toHaveLength(1)
  })
})

describe('records of services', () => {
  const story = { title: 'The bridge is open', body: 'Cars may cross the river again.' }

  it.each([
    ['a dump of Elasticsearch', 'a.jsonl', { _index: 'news', _id: 'x1', _source: story }],
    ['a search of Elasticsearch', 'a.json', { hits: { hits: [{ _id: 'x1', _source: story }] } }],
    [
      'an answer with fields beside',
      'a.json',
      {
        response: {
          results: [{ id: 'x1', webTitle: story.title, fields: { bodyText: story.body } }],
        },
      },
    ],
  ])('are extracted from %s', async (_, name, value) => {
    const { articles } = await readWritten(name, JSON.stringify(value))

    expect(articles).toMatchObject([{ ...story, id: 'a-x1' }])
  })

  it('lose the outlet in their title and the truncation mark', async () => {
    const record = {
      title: 'The bridge is open - Valley Post',
      source: { id: null, name: 'Valley Post' },
      content: 'Cars may cross the river again. [+2219 chars]',
      publishedAt: '2024-01-01',
    }
    const { articles, warnings } = await readWritten(
      'a.json',
      JSON.stringify({ articles: [record] }),
    )

    expect(articles).toMatchObject([
      { title: 'The bridge is open', body: 'Cars may cross the river again.' },
    ])
    expect(warnings).toEqual(['the text was cut before it came here; 2219 characters are missing'])
  })

  it('are refused one by one even if all are on one line', async () => {
    const { rejected } = await readWritten('a.json', '[{"x":1},{"x":2},7]')

    expect(rejected.map(({ code }) => code)).toEqual(['no-text', 'no-text', 'not-a-record'])
  })
})

describe('a table without a header', () => {
  const table = '"3","Ferry late","The ferry came late."\n"4","Ferry sunk","The ferry sank."\n'

  it('is read by column number', async () => {
    const { articles } = await readWritten('a.csv', table, { map: { title: '2', body: '3' } })

    expect(articles).toMatchObject([
      { title: 'Ferry late', body: 'The ferry came late.', metadata: { '1': '3' } },
      { title: 'Ferry sunk' },
    ])
  })

  it('is refused if it has too few columns', async () => {
    const { rejected } = await readWritten('a.csv', table, { map: { title: '9' } })

    expect(rejected[0]!.message).toMatch(/has 3 columns and no column 9/)
  })
})

describe('a stray zero byte', () => {
  it.each([
    [
      'page.html',
      `<title>Ferry late</title><p>The fer\0ry came late, and the crew was tired of it.</p>`,
    ],
    ['a.jsonl', '{"title":"Ferry late","body":"The fer\0ry came late."}'],
    ['a.txt', `Ferry late\n\nThe fer\0ry came late. ${'It often does in winter. '.repeat(10)}`],
  ])('is left out of %s with a warning', async (name, content) => {
    const { articles, warnings } = await readWritten(name, content.padEnd(400))

    expect(articles[0]!.body).toMatch(/^The ferry came late/)
    expect(warnings.join()).toMatch(/a zero byte, which was left out/)
  })
})

describe('an old feed', () => {
  const feed = (doctype: string) =>
    `<?xml version="1.0"?>${doctype}<rss version="0.91"><channel><title>Old</title><item><title>D&D</title><description>Anna spoke &mdash; again, &ecirc;.</description></item></channel></rss>`

  it('with a document type elsewhere is read, with the entities of HTML', async () => {
    const { articles } = await readWritten(
      'a.xml',
      feed('<!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "http://n.example/rss.dtd">'),
    )

    expect(articles).toMatchObject([{ title: 'D&D', body: 'Anna spoke — again, ê.' }])
  })

  it('that declares its own entities is refused', async () => {
    const { rejected } = await readWritten('a.xml', feed('<!DOCTYPE rss [<!ENTITY a "b">]>'))

    expect(rejected[0]!.code).toBe('doctype')
  })
})
