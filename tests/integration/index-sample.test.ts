import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Archive, openArchive } from '#archive/open.ts'
import { queryOf } from '#tests/query-of.ts'
import type { Hit, SearchStore } from '#core/search.ts'
import { type IndexSummary, runIndex } from '#indexer/pipeline/run-index.ts'
import { verify } from '#cli/support/verification.ts'
import { openSqliteSearchStore } from '#stores/sqlite/search/search-store.ts'
import { SAMPLE } from '#tests/shared-data.ts'

const folder = mkdtempSync(join(tmpdir(), 'index-sample-'))
const path = join(folder, 'sample.db')
const options = { names: true, restore: false }

let archive: Archive
let search: SearchStore
let summary: IndexSummary

beforeAll(async () => {
  archive = openArchive(path, { write: true, create: true })
  summary = await runIndex(archive, [SAMPLE], options)
  search = openSqliteSearchStore(path)
}, 60_000)

afterAll(async () => {
  await search.close()
  archive.close()
  rmSync(folder, { recursive: true })
})

const rows = (sql: string) => archive.db.prepare(sql).all()

async function hitsFor(text: string): Promise<Hit[]> {
  const query = { query: queryOf(text), filters: { fields: {} } }
  return (await search.articles({ search: query, sort: 'oldest', size: 100 })).items
}

describe('indexing the sample news', () => {
  it('stores every article', () => {
    expect(summary).toMatchObject({
      read: 113,
      added: 113,
      changed: 0,
      unchanged: 0,
      barred: 0,
      rejected: 0,
    })
    expect(rows('select count(distinct id) as ids from article')).toEqual([{ ids: 113 }])
  })

  it('stores every article of every file', () => {
    const counts = new Map<string, number>()
    for (const { path, count } of rows(
      'select path, count(*) as count from article group by path',
    )) {
      const top = relative(SAMPLE, String(path)).split('/')[0]!
      counts.set(top, (counts.get(top) ?? 0) + Number(count))
    }

    expect(Object.fromEntries(counts)).toEqual({
      'steppe-wire': 20,
      'port-courant': 14,
      'meridian.jsonl': 31,
      'balkan-ledger.json': 10,
      'coastal-times.csv': 11,
      'gulf-monitor.tsv': 5,
      'anatolia-review.rss.xml': 8,
      'nordic-observer.atom.xml': 6,
      'archive-desk.jsonl.gz': 8,
    })
  })

  it('names the outlets', async () => {
    const { sources } = await search.status()

    const byName = new Map(sources.map(({ name, articles }) => [name.toLowerCase(), articles]))
    expect(byName.get('meridian')).toBe(31)
    expect(byName.get('port courant')).toBe(14)
    expect(byName.get('steppe wire')).toBe(20)
    expect(byName.get('balkan ledger')).toBe(10)
    expect(byName.get('anatolia review')).toBe(8)
    expect(byName.get('caspian courier')).toBe(3)
    expect(byName.get('savannah register')).toBe(2)
    expect(sources.reduce((sum, { articles }) => sum + articles, 0)).toBe(113)
  })

  it('reads every readable date, and invents none', async () => {
    const { first, last, undated } = await search.status()

    expect(first).toBe('2024-01-18')
    expect(last).toMatch(/^2025-12-/)
    expect(undated).toBe(4)
    const notes = archive.rejected().map(({ message }) => message.replace(/^.*\//, ''))
    expect(notes.filter((note) => note.includes('date'))).toHaveLength(4)
  })

  it('separates the boilerplate of scraped pages, and keeps it', async () => {
    expect(await hitsFor('"follow us on social networks"')).toEqual([])
    expect(
      rows(`select 1 from article_text where tail like '%Follow us on social networks%'`).length,
    ).toBeGreaterThan(10)
  })

  it('reads a text in another encoding', () => {
    const damaged = rows(
      `select body from article_text join article using (row) where path like '%sw-0347%'`,
    )

    expect(damaged[0]!.body).not.toContain('\ufffd')
    expect(archive.rejected().some(({ message }) => message.includes('windows-1252'))).toBe(true)
  })

  it.each([
    [
      '"special prosecutor" "nine hours"',
      ['Meridian', 'Balkan Ledger', 'Port Courant', 'Coastal Times'],
    ],
    ['"Black Sea corridor" "another 180 days"', ['Meridian', 'Gulf Monitor', 'Coastal Times']],
  ])('finds a wire report with its reprints: %s', async (text, sources) => {
    const found = new Set((await hitsFor(text)).map(({ source }) => source))

    expect([...found]).toEqual(expect.arrayContaining(sources))
  })

  it('finds a person by all forms of the name', async () => {
    const forms = rows(
      `select e.name, n.name as form from alias n join entity e on e.row = n.entity
       where e.id = 'person-leyla-mammadova' and n.count > 0 order by n.name`,
    )

    expect(forms.map(({ form }) => form)).toEqual(
      expect.arrayContaining(['Leyla Mammadova', 'Mammadova']),
    )
    expect(forms[0]!.name).toBe('Leyla Mammadova')
  })

  it('agrees with its index and its graph', () => {
    expect(verify(archive)).toMatchObject({ ok: true, findings: [] })
  })

  it('finds the same files unchanged, and repeats their warnings', async () => {
    const again = await runIndex(archive, [SAMPLE], options)

    const { warnings, notes } = summary
    expect(again).toMatchObject({ read: 113, added: 0, changed: 0, unchanged: 113, warnings })
    expect(again.notes.toSorted()).toEqual(notes.toSorted())
    expect(archive.rejected()).toHaveLength(warnings)
  })

  it('re-reads everything with other options, without changing it', async () => {
    const before = archive.rev()
    const read = await runIndex(archive, [SAMPLE], { ...options, restore: true })

    expect(read).toMatchObject({ read: 113, unchanged: 113, added: 0, changed: 0 })
    expect(archive.rev()).toBe(before)
  })
})
