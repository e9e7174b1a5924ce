import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openArchive } from '#archive/open.ts'
import { archiveState } from '#archive/scan.ts'
import { queryOf } from '#tests/query-of.ts'
import type { SearchStore } from '#core/search.ts'
import { type IndexSummary, runIndex } from '#indexer/pipeline/run-index.ts'
import { verify } from '#cli/support/verification.ts'
import { openSqliteSearchStore } from '#stores/sqlite/search/search-store.ts'

const folder = mkdtempSync(join(tmpdir(), 'index-limits-'))
const news = join(folder, 'news.jsonl')
const path = join(folder, 'news.db')

const MEGABYTE = 1_000_000
/** A text of this many bytes; its last word occurs nowhere else. */
function textOf(bytes: number): string {
  const sentence = `${'Łódź waited for the ships, and the ships for Łódź, '.repeat(20)}as ever.\n`
  const text =
    sentence.repeat(Math.floor((bytes - 100) / Buffer.byteLength(sentence))) + ' lighthouse'
  return 'x'.repeat(bytes - Buffer.byteLength(text)) + text
}
const wordsOf = (count: number) => Array.from({ length: count }, (_, i) => `w${i}`).join(' ')

const RECORDS = [
  { id: 'full', title: 'A', body: textOf(5 * MEGABYTE - 1) },
  { id: 'over', title: 'A', body: textOf(5 * MEGABYTE) },
  {
    id: 'names',
    body: 'Talks.',
    author: 'N'.repeat(1000),
    url: `https://a.example/${'u'.repeat(982)}`,
  },
  {
    id: 'longer',
    body: 'Talks.',
    author: 'N'.repeat(1001),
    url: `https://a.example/${'u'.repeat(983)}`,
  },
  { id: 'sentence', title: '', body: wordsOf(2000) },
  { id: 'sentences', title: '', body: wordsOf(2001) },
  { id: 'marks', title: 'A\ue000B', body: 'Before \ue000marked\ue001 after, \ue002 and \0.' },
]

let summary: IndexSummary
let store: SearchStore
let findings: unknown[]

beforeAll(async () => {
  const lines = RECORDS.map((record) => JSON.stringify({ date: '2023-06-22', ...record }))
  writeFileSync(news, lines.join('\n'))
  const archive = openArchive(path, { write: true, create: true })
  summary = await runIndex(archive, [news], { names: true, restore: false, source: 'wire' })
  findings = verify(archive).findings
  archive.close()
  store = openSqliteSearchStore(path)
}, 120_000)

afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

const article = async (id: string) => (await store.article(`wire-${id}`))!

describe('indexing at the limits', () => {
  it('stores everything within them', () => {
    expect(summary).toMatchObject({ read: 6, added: 6, rejected: 1 })
    expect(findings).toEqual([])
  })

  it('stores 5 MB of text, searchable to its last word', async () => {
    const search = { query: queryOf('lighthouse'), filters: { fields: {} } }
    const { items, total } = await store.articles({ search, sort: 'relevance', size: 5 })

    expect(total.value).toBe(1)
    expect(items[0]!.id).toBe('wire-full')
    const [{ text, spans }] = items[0]!.fragments as [(typeof items)[0]['fragments'][0]]
    expect(text.slice(...spans[0]!)).toBe('lighthouse')
    expect((await article('full')).body).toBe(RECORDS[0]!.body)
  })

  it('rejects one byte more, and names file and line', async () => {
    expect(await store.article('wire-over')).toBeNull()
    expect(summary.notes).toContainEqual(
      expect.stringMatching(/^line 2 of .*news\.jsonl has more than 5 MB/),
    )
  })

  it('keeps names and addresses of 1,000 characters', async () => {
    const { authors, url } = await article('names')

    expect(authors).toEqual([RECORDS[2]!.author])
    expect(url).toBe(RECORDS[2]!.url)
    expect(summary.notes.filter((note) => note.includes('line 3'))).toEqual([])
  })

  it('truncates longer ones, with a warning', async () => {
    const { authors, url } = await article('longer')

    expect(authors).toEqual([RECORDS[2]!.author])
    expect(url).toBe(RECORDS[2]!.url)
    expect(summary).toMatchObject({ warnings: 1 })
    expect(summary.notes).toContainEqual(
      expect.stringMatching(/news\.jsonl, line 4: the author .* was cut; the URL .* was cut$/),
    )
  })

  it('keeps a sentence of 2,000 words whole, and splits a longer one at a word', async () => {
    const [whole, cut] = [await article('sentence'), await article('sentences')]

    expect(whole.sentences).toHaveLength(1)
    expect(cut.sentences.map(({ start, end }) => cut.body.slice(start, end))).toEqual([
      wordsOf(2000),
      'w2000',
    ])
  })

  it('replaces the two marks that stores use for highlights, and no other character', async () => {
    expect(await article('marks')).toMatchObject({
      title: 'A\ufffdB',
      body: 'Before \ufffdmarked\ufffd after, \ue002 and \0.',
    })
  })
})

it('lists the first thousand bad lines of a file, and counts the rest', async () => {
  const bad = join(folder, 'bad.jsonl')
  const good = JSON.stringify({ id: 'good', title: 'Talks', body: 'Talks.', date: '2023-06-22' })
  const undated = (i: number) =>
    JSON.stringify({ id: `u${i}`, title: 'Talks', body: `Talks ${i}.` })
  const lines = [
    ...Array<string>(5000).fill('nonsense'),
    ...Array.from({ length: 1500 }, (_, i) => undated(i)),
    good,
  ]
  writeFileSync(bad, lines.join('\n'))
  const archive = openArchive(join(folder, 'bad.db'), { write: true, create: true })
  const index = () => runIndex(archive, [bad], { names: false, restore: false, source: 'wire' })

  const counts = { read: 1501, rejected: 5000, warnings: 1500 }
  expect(await index()).toMatchObject({ ...counts, added: 1501 })
  expect(await index()).toMatchObject({ ...counts, unchanged: 1501 })

  const listed = archive.rejected()
  expect(listed).toHaveLength(2002)
  expect(listed.slice(0, 2).map(({ message, records }) => [message, records])).toEqual([
    [`${bad}: 4,000 more records were left out; the first 1,000 are listed`, 4000],
    [`${bad}: 500 more records have warnings; the first 1,000 are listed`, 500],
  ])
  expect(archiveState(archive.db).rejected).toBe(6500)
  archive.close()
}, 60_000)
