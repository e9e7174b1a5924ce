import { describe, expect, it } from 'vitest'
import { readWritten } from '../written-file.ts'

describe('a table', () => {
  it('has an article in each record, also with quoted fields over several lines', async () => {
    const content =
      'id,headline,text,section\r\n1,"Talks, again","He said ""yes"".\r\n\r\nThen left.",World\r\n2,T,B,\r\n'

    const { articles, results } = await readWritten('desk.csv', content)

    expect(articles).toMatchObject([
      {
        id: 'desk-1',
        title: 'Talks, again',
        body: 'He said "yes".\r\n\r\nThen left.',
        metadata: { section: 'World' },
      },
      { id: 'desk-2', metadata: {} },
    ])
    expect(results.map(({ origin }) => origin.line)).toEqual([2, 5])
  })

  it.each([',', ';', '\t', '|'])(
    'has its delimiter detected from its first line: %j',
    async (sign) => {
      const row = (...fields: string[]) => fields.join(sign)

      const { articles } = await readWritten(
        'a.csv',
        `\ufeff${row('"title"', 'body', 'url')}\n${row('T', 'B', 'https://x.example/1')}`,
      )

      expect(articles).toMatchObject([{ title: 'T', body: 'B', url: 'https://x.example/1' }])
    },
  )

  it('rejects a record with too many or too few fields, with its line', async () => {
    const content = 'title,body\nT,B\nonly title\nT,B,more\nT,B,\nT2,B2\n'

    const { articles, rejected } = await readWritten('a.csv', content)

    expect(articles.map(({ title }) => title)).toEqual(['T', 'T', 'T2'])
    expect(rejected).toMatchObject([
      { code: 'ragged', origin: { line: 3 } },
      { code: 'ragged', origin: { line: 4 } },
    ])
    expect(rejected[0]!.message).toMatch(
      /^line 3 of .*a\.csv has 1 fields where the first line names 2$/,
    )
  })

  it('keeps quotes that open or close nothing', async () => {
    const { articles } = await readWritten('a.csv', 'title,body\n5" gun,"a "b" c"\nT,B\n')

    expect(articles.map(({ title, body }) => [title, body])).toEqual([
      ['5" gun', 'a "b" c'],
      ['T', 'B'],
    ])
  })

  it('loses only what follows a quote that is never closed', async () => {
    const { articles, rejected } = await readWritten('a.csv', 'title,body\nT,B\nU,"open\nV,C\n')

    expect(articles.map(({ title }) => title)).toEqual(['T', 'U'])
    expect(rejected).toEqual([])
  })

  it('skips a record beyond the limit', async () => {
    const long = `"${'line\n'.repeat(5_000_000)}"`

    const { articles, rejected } = await readWritten('a.csv', `title,body\nT,B\nU,${long}\nV,C\n`)

    expect(articles.map(({ title }) => title)).toEqual(['T', 'V'])
    expect(rejected).toMatchObject([{ code: 'too-long', origin: { line: 3 } }])
  })

  it('is rejected if no column is known, until one is mapped', async () => {
    const content = 'kop,tekst\nT,B\n'

    const unknown = await readWritten('a.csv', content)
    const mapped = await readWritten('a.csv', content, { map: { title: 'kop', body: 'tekst' } })
    const mistyped = await readWritten('a.csv', content, { map: { title: 'kopp' } })

    expect(unknown.rejected).toMatchObject([{ code: 'no-columns', origin: { line: 1 } }])
    expect(mapped.articles).toMatchObject([{ title: 'T', body: 'B' }])
    expect(mistyped.rejected[0]!.message).toContain('has no column kopp, which --map names')
  })

  it('distinguishes columns without a name or with the same one', async () => {
    const { articles } = await readWritten('a.csv', 'title,note,note,,__proto__\nT,a,b,c,d\n')

    expect(JSON.stringify(articles[0]!.metadata)).toBe(
      '{"note":"a","note 2":"b","column 4":"c","__proto__":"d"}',
    )
  })

  it('is read at full speed with a hundred thousand columns, most of one name', async () => {
    const columns = 100_000
    const header = ['title', 'body', ...Array<string>(columns - 2).fill('tag')].join()
    const content = `${header}\nT,B,first,second${','.repeat(columns - 4)}\n`

    const { articles } = await readWritten('a.csv', content)

    expect(articles).toMatchObject([{ title: 'T', metadata: { tag: 'first', 'tag 2': 'second' } }])
  })

  it('is refused in one sentence if it has a million columns', async () => {
    const { rejected } = await readWritten('a.csv', `title,body${',c'.repeat(999_998)}\nT,B\n`)

    expect(rejected).toMatchObject([{ code: 'no-columns', origin: { line: 1 } }])
    expect(rejected[0]!.message).toContain('names 1000000 columns, more than 100000')
  })
})
