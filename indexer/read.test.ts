import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { type ReadResult, readFile } from './read.ts'
import { readToEnd, readWritten } from './written-file.ts'

const record = (id: string, fields: object = {}) =>
  JSON.stringify({
    id,
    title: `Title ${id}`,
    body: `Body of ${id}.`,
    date: '2024-03-03',
    ...fields,
  })
const LINES = [record('a'), record('b'), record('c')].join('\n')

describe('readFile', () => {
  it('detects the format by the extension', async () => {
    const { articles } = await readWritten('desk.ndjson', LINES)

    expect(articles.map(({ id }) => id)).toEqual(['desk-a', 'desk-b', 'desk-c'])
  })

  it.each([
    ['jsonl', LINES],
    ['json', `[\n${LINES.replaceAll('\n', ',\n')}\n]`],
    ['csv', 'title,body,date\nTitle,Body,2024-03-03\n'],
    ['tsv', 'title\tbody\tdate\nTitle\tBody\t2024-03-03\n'],
    ['html', '<!doctype html><title>Title</title><article><p>Body</p></article>'],
    [
      'feed',
      '<?xml version="1.0"?><rss><channel><item><title>Title</title></item></channel></rss>',
    ],
    ['text', 'Title\n\nBody'],
  ])('detects %s by its content if the extension says nothing', async (_, content) => {
    const { articles, rejected } = await readWritten('download', content)

    expect(rejected).toEqual([])
    expect(articles[0]?.title).toMatch(/^Title/)
  })

  it('follows the given format rather than the extension', async () => {
    const { articles } = await readWritten('notes.txt', LINES, { format: 'jsonl' })

    expect(articles).toHaveLength(3)
  })

  it('reads a list of records whatever its extension', async () => {
    const asArray = await readWritten('a.jsonl', `[${record('a')}, ${record('b')}]`)
    const asLines = await readWritten('b.json', LINES)

    expect([asArray.articles.length, asLines.articles.length]).toEqual([2, 3])
  })

  it('decompresses gzip by its content, also of several members, and ignores zeros after the last', async () => {
    const packed = Buffer.concat([
      gzipSync(`${record('a')}\n`),
      gzipSync(`${record('b')}\n`),
      Buffer.alloc(512),
    ])

    const { articles, rejected } = await readWritten('desk.jsonl', packed)

    expect(articles.map(({ id }) => id)).toEqual(['desk-a', 'desk-b'])
    expect(rejected).toEqual([])
  })

  it('names records by line and counts the bytes consumed', async () => {
    const { results } = await readWritten('desk.jsonl', `\n${LINES}\n`)

    expect(results.map(({ origin }) => origin.line)).toEqual([2, 3, 4])
    expect(results.at(-1)).toMatchObject({ bytes: LINES.length + 2 })
  })

  it('stops reading when its consumer stops', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dateline-read-'))
    const seen: ReadResult[] = []

    for await (const result of readFile(join(folder, 'missing'))) {
      seen.push(result)
      break
    }
    await rm(folder, { recursive: true })

    expect(seen).toHaveLength(1)
  })
})

describe('a source', () => {
  it('is the one set by the user, whatever the records say', async () => {
    const { articles } = await readWritten('a.jsonl', record('1', { source: 'Courier' }), {
      source: 'Meridian',
    })

    expect(articles[0]).toMatchObject({ source: 'Meridian', id: 'meridian-1' })
  })

  it('is the outlet of the record', async () => {
    const { articles } = await readWritten('a.jsonl', record('1', { outlet: 'Cape Courier' }))

    expect(articles[0]).toMatchObject({ source: 'Cape Courier', id: 'cape-courier-1' })
  })

  it('is otherwise the name of a file of records, without extensions', async () => {
    const { articles } = await readWritten('night-desk.2024.jsonl.gz', gzipSync(record('1')))

    expect(articles[0]?.source).toBe('Night Desk.2024')
  })

  it('is otherwise the agency of a text file, or its folder', async () => {
    const wire = await readWritten('1.txt', 'Title\n\nLIMA, March 3 (Andes Wire) - Text.')
    const plain = await readWritten('1.txt', 'Title\n\nText.')

    expect(wire.articles[0]?.source).toBe('Andes Wire')
    expect(plain.articles[0]?.source).toMatch(/^dateline[- ]read[- ]/i)
  })

  it('is not the agency of one record among many', async () => {
    const body = 'LIMA, March 3 (Andes Wire) - Text.'

    const { articles } = await readWritten('desk.jsonl', record('1', { body }))

    expect(articles[0]).toMatchObject({ source: 'Desk', body: 'Text.' })
  })
})

describe('a file that cannot be read', () => {
  it('is rejected if it does not exist', async () => {
    const { rejected } = await readToEnd('/nowhere/news.jsonl')

    expect(rejected).toEqual([
      {
        type: 'rejected',
        origin: { path: '/nowhere/news.jsonl', line: null },
        code: 'not-found',
        message: '/nowhere/news.jsonl does not exist',
        sample: '',
      },
    ])
  })

  it('is rejected if it is a folder', async () => {
    const { rejected } = await readToEnd(tmpdir())

    expect(rejected[0]).toMatchObject({ code: 'unreadable' })
    expect(rejected[0]!.message).toContain('cannot be read: it is a folder')
  })

  it.each([
    ['empty.txt', ''],
    ['blank.jsonl', ' \n\n'],
    ['mark.txt', '\ufeff'],
    ['none.json', '[]'],
    ['header.csv', 'title,body\n'],
    ['none.rss', '<rss><channel><title>Courier</title></channel></rss>'],
    ['empty.jsonl.gz', gzipSync('')],
  ])('is rejected as empty: %s', async (name, content) => {
    const { rejected, articles } = await readWritten(name, content)

    expect(articles).toEqual([])
    expect(rejected.map(({ code }) => code)).toEqual(['empty'])
  })

  it.each([
    ['zeros.txt', Buffer.from('text with \0 in it')],
    ['paper.txt', Buffer.from('%PDF-1.7 …')],
    ['picture', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])],
    ['control.jsonl', Buffer.from('\x01\x02\x03\x04text')],
    ['twice.txt.gz', gzipSync(gzipSync('text'))],
  ])('is rejected as binary: %s', async (name, content) => {
    const { rejected } = await readWritten(name, content)

    expect(rejected.map(({ code }) => code)).toEqual(['binary'])
    expect(rejected[0]!.sample).not.toMatch(/\0/)
  })

  it('is rejected if it has no text', async () => {
    const { rejected } = await readWritten('page.html', '<html><body><nav>Home</nav></body></html>')

    expect(rejected).toMatchObject([{ code: 'no-text', origin: { line: null } }])
  })
})

describe('a gzip file', () => {
  const records = Array.from({ length: 5000 }, (_, i) => record(`r${i}`, { salt: i * 7919 }))
  const packed = gzipSync(records.join('\n'))

  it('yields everything before a truncation', async () => {
    const { articles, rejected } = await readWritten('cut.jsonl.gz', packed.subarray(0, -2000))

    expect(articles.length).toBeGreaterThan(4000)
    expect(rejected).toMatchObject([{ code: 'truncated-gzip', origin: { line: articles.length } }])
    expect(rejected[0]!.message).toMatch(
      new RegExp(`cut.jsonl.gz is a truncated gzip file; .* line ${articles.length}$`),
    )
  })

  it('is rejected once if nothing comes before the truncation', async () => {
    const { results } = await readWritten('cut.jsonl.gz', packed.subarray(0, 12))

    expect(results).toMatchObject([{ code: 'truncated-gzip' }])
  })

  it('yields everything before damage', async () => {
    const damaged = Buffer.from(packed)
    damaged.fill(0x55, packed.length - 4000, packed.length - 3000)

    const { articles, rejected } = await readWritten('bad.jsonl.gz', damaged)

    expect(articles.length).toBeGreaterThan(1000)
    expect(rejected.at(-1)!.code).toMatch(/-gzip$/)
  })

  it('is rejected if its checksum is wrong', async () => {
    const damaged = Buffer.from(packed)
    damaged[packed.length - 8]! ^= 1

    const { rejected } = await readWritten('bad.jsonl.gz', damaged)

    expect(rejected).toMatchObject([{ code: 'damaged-gzip' }])
  })

  it('is abandoned if it expands without end', async () => {
    const bomb = gzipSync(Buffer.alloc(80_000_000, 'x'))

    const { rejected, articles } = await readWritten('bomb.jsonl.gz', bomb)

    expect(articles).toEqual([])
    expect(rejected.at(-1)).toMatchObject({ code: 'gzip-bomb' })
  })
})

describe('an encoding', () => {
  const text = 'Łódź – “naïve” İzmir\n\nТекст, 東京.'

  it.each([
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16 little-endian', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 big-endian', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ])('is read: %s', async (_, bytes) => {
    const { articles, warnings } = await readWritten('a.txt', bytes)

    expect(articles[0]).toMatchObject({ title: 'Łódź – “naïve” İzmir', body: 'Текст, 東京.' })
    expect(warnings).toEqual(['there is no date'])
  })

  it('is Windows-1252 for a text that is not UTF-8', async () => {
    const { articles, warnings } = await readWritten(
      'a.txt',
      Buffer.from('Caf\xe9 reopens\n\n\x93I\x92m back,\x94 she said.', 'latin1'),
    )

    expect(articles[0]).toMatchObject({ title: 'Café reopens', body: '“I’m back,” she said.' })
    expect(warnings).toContain('the text is not UTF-8 and was read as windows-1252')
  })

  it('stays UTF-8 if only a few bytes are bad', async () => {
    const bytes = Buffer.concat([
      Buffer.from('Łódź\n\nZażółć '),
      Buffer.from([0xff]),
      Buffer.from(' gęślą.'),
    ])

    const { articles, warnings } = await readWritten('a.txt', bytes)

    expect(articles[0]!.body).toBe('Zażółć \ufffd gęślą.')
    expect(warnings).toContain('the text has a byte that UTF-8 does not have')
  })

  it('is detected per record, so that a bad line does not change the others', async () => {
    const bad = Buffer.from(record('b', { body: 'Caf\xe9' }), 'latin1')
    const content = Buffer.concat([Buffer.from(`${record('a', { body: 'Łódź' })}\n`), bad])

    const { articles } = await readWritten('a.jsonl', content)

    expect(articles.map(({ body }) => body)).toEqual(['Łódź', 'Café'])
  })

  it('is the one that a page or feed declares', async () => {
    const page = '<meta charset="windows-1251"><title>T</title><article><p>\xcf\xf0\xe8\xe2\xe5\xf2'
    const feed =
      '<?xml version="1.0" encoding="iso-8859-2"?><rss><channel><item><title>\xa3\xf3d\xbc</title></item></channel></rss>'

    const asPage = await readWritten('a.html', Buffer.from(page, 'latin1'))
    const asFeed = await readWritten('a.rss', Buffer.from(feed, 'latin1'))

    expect(asPage.articles[0]!.body).toBe('Привет')
    expect(asFeed.articles[0]!.title).toBe('Łódź')
  })
})
