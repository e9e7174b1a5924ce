import { describe, expect, it } from 'vitest'
import { MAX_RECORD_BYTES } from '../input/limits.ts'
import { readWritten } from '../written-file.ts'

const record = (id: string, fields: object = {}) =>
  JSON.stringify({
    id,
    title: `Title ${id}`,
    body: `Body of ${id}.`,
    date: '2024-03-03',
    ...fields,
  })

describe('a JSONL file', () => {
  it('rejects a line that is not JSON, with its number, and reads the others', async () => {
    const { articles, rejected } = await readWritten(
      'a.jsonl',
      [record('1'), '{"id": "2", "title": oops}', '', record('3')].join('\r\n'),
    )

    expect(articles.map(({ id }) => id)).toEqual(['a-1', 'a-3'])
    expect(rejected).toMatchObject([
      { code: 'not-json', origin: { line: 2 }, sample: '{"id": "2", "title": oops}\ufffd' },
    ])
    expect(rejected[0]!.message).toMatch(/^line 2 of .*a\.jsonl is not JSON: /)
  })

  it.each(['42', '"text"', '[1, 2]', 'null'])(
    'rejects a line that is not a record: %s',
    async (line) => {
      const { articles, rejected } = await readWritten('a.jsonl', `${record('1')}\n${line}`)

      expect(articles).toHaveLength(1)
      expect(rejected).toMatchObject([{ code: 'not-a-record', origin: { line: 2 } }])
    },
  )

  it('rejects a record without title and text', async () => {
    const lines = [record('1', { title: ' ', body: '' }), record('2', { title: 'T', body: '' })]

    const { articles, rejected } = await readWritten('a.jsonl', lines.join('\n'))

    expect(articles.map(({ title }) => title)).toEqual(['T'])
    expect(rejected).toMatchObject([{ code: 'no-text', origin: { line: 1 } }])
  })

  it('skips a line beyond the limit without holding it', async () => {
    const long = Buffer.from(record('2', { body: 'x'.repeat(30_000_000) }))
    const content = Buffer.concat([
      Buffer.from(`${record('1')}\n`),
      long,
      Buffer.from(`\n${record('3')}`),
    ])

    const { articles, rejected } = await readWritten('a.jsonl', content)

    expect(articles.map(({ id }) => id)).toEqual(['a-1', 'a-3'])
    expect(rejected).toMatchObject([{ code: 'too-long', origin: { line: 2 } }])
    expect(rejected[0]!.message).toContain('more than 20 MB')
    expect(rejected[0]!.sample).toMatch(/^\{"id":"2","title":"Title 2"/)
    expect(Buffer.byteLength(rejected[0]!.sample)).toBeLessThanOrEqual(4096)
  })

  it('accepts a line at the limit and refuses one with one more byte', async () => {
    const padding = MAX_RECORD_BYTES - record('1', { pad: '' }).length
    const lines = [padding, padding + 1].map((n) => record('1', { pad: 'x'.repeat(n) }))

    const { articles, rejected } = await readWritten('a.jsonl', lines.join('\n'))

    expect(articles).toHaveLength(1)
    expect(rejected).toMatchObject([{ code: 'too-long', origin: { line: 2 } }])
  })

  it('rejects values nested too deeply to be stored', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    const lines = [`{"id": 1, "title": "T", "x": ${deep}}`, record('2', { x: [[['shallow']]] })]

    const { articles, rejected } = await readWritten('a.jsonl', lines.join('\n'))

    expect(articles).toHaveLength(1)
    expect(rejected).toMatchObject([{ code: 'too-deep', origin: { line: 1 } }])
  })
})

describe('a JSON file', () => {
  it('yields the elements of its array, each with its line', async () => {
    const content = `[\n  ${record('1')},\n  ${record('2', { body: 'Brackets ]}" \\ in text' })}\n]\n`

    const { articles, results } = await readWritten('a.json', content)

    expect(articles.map(({ body }) => body)).toEqual(['Body of 1.', 'Brackets ]}" \\ in text'])
    expect(results.map(({ origin }) => origin.line)).toEqual([2, 3])
  })

  it('rejects a bad element and reads the others', async () => {
    const content = `[${record('1')}, {"id": tru}, 7, ${record('4')}]`

    const { articles, rejected } = await readWritten('a.json', content)

    expect(articles.map(({ id }) => id)).toEqual(['a-1', 'a-4'])
    expect(rejected.map(({ code }) => code)).toEqual(['not-json', 'not-a-record'])
  })

  it('is read up to where it is truncated', async () => {
    const { articles, rejected } = await readWritten('a.json', `[${record('1')},\n{"id": "2`)

    expect(articles).toHaveLength(1)
    expect(rejected.map(({ code }) => code)).toEqual(['not-json', 'not-json'])
  })

  it('may be one record over many lines', async () => {
    const content = JSON.stringify({ id: 1, headline: 'T', text: 'B' }, null, 2)

    const { articles } = await readWritten('a.json', content)

    expect(articles).toMatchObject([{ id: 'a-1', title: 'T', body: 'B' }])
  })

  it('may wrap its records like the responses of news services', async () => {
    const content = `{"status": "ok", "totalResults": 2, "articles": [${record('1')}, ${record('2')}]}`

    const { articles } = await readWritten('a.json', content)

    expect(articles).toHaveLength(2)
  })

  it('does not take a record for a wrapper', async () => {
    const { articles } = await readWritten('a.json', record('1', { items: [{ title: 'x' }] }))

    expect(articles).toMatchObject([{ id: 'a-1', metadata: { items: [{ title: 'x' }] } }])
  })

  it('skips an element beyond the limit', async () => {
    const long = record('2', { body: 'x'.repeat(MAX_RECORD_BYTES) })

    const { articles, rejected } = await readWritten(
      'a.json',
      `[${record('1')},${long},${record('3')}]`,
    )

    expect(articles.map(({ id }) => id)).toEqual(['a-1', 'a-3'])
    expect(rejected).toMatchObject([{ code: 'too-long' }])
  })
})
