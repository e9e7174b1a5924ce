import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { constants, DatabaseSync } from 'node:sqlite'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { openArchive } from '#archive/open.ts'
import { READ_BY_STORES } from '#archive/schema.ts'
import { FACETS } from '#core/fields.ts'
import { type GraphStore, TIE_SORTS } from '#core/graph.ts'
import { queryOf } from '#tests/query-of.ts'
import { ARTICLE_SORTS, EVIDENCE_SORTS, type Filters, type SearchStore } from '#core/search.ts'
import { story } from '#tests/builders.ts'
import { createOccurrenceTable } from './search/occurrences.ts'
import { createFullTextIndex } from './search/full-text.ts'
import { openAdapters } from './workers/sqlite-adapters.ts'

const [ANA, BO, PERU] = ['person-ana-silva', 'person-bo-ek', 'country-pe'] as const
const NEWS = [
  story({
    id: 'a',
    title: 'Talks',
    body: `[Ana Silva](${ANA}), minister of [Peru](${PERU}), met [Bo Ek](${BO}).`,
    roles: [{ sentence: 1, person: ANA, of: PERU, title: 'minister' }],
  }),
]

const folder = mkdtempSync(join(tmpdir(), 'archive-tables-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('the stores of an archive', () => {
  it('read exactly the columns that the archive promises them', async () => {
    const path = join(folder, 'archive.db')
    fill(path)
    const prepare = vi.spyOn(DatabaseSync.prototype, 'prepare')

    const { search, graph } = openAdapters(path)
    await askEverything(search, graph)
    const statements = prepare.mock.calls.map(([sql]) => sql)
    prepare.mockRestore()
    await Promise.all([search.close(), graph.close()])

    expect(columnsOf(path, statements)).toEqual(READ_BY_STORES)
  })
})

function fill(path: string): void {
  const archive = openArchive(path, { write: true, create: true })
  archive.follow(createFullTextIndex(archive.db))
  archive.write(
    NEWS.map((told) => ({ ...told, extractor: '1', origin: { path: 'news', line: null } })),
  )
  archive.close()
}

async function askEverything(search: SearchStore, graph: GraphStore): Promise<void> {
  const query = queryOf(
    'talks min* -war "met bo" after:2020 same(entity:person-bo talks) atleast2(war) first9(war)',
  )
  const filters: Filters = {
    fields: Object.fromEntries(FACETS.map((facet) => [facet, { any: ['x'], all: [], none: [] }])),
    from: '2020',
    tie: [ANA, BO],
  }
  const everything = { query: null, filters: { fields: {} } }
  for (const sort of ARTICLE_SORTS) {
    await search.articles({ search: everything, sort, size: 5 })
    await search.articles({ search: { query, filters }, sort, size: 5 })
  }
  await search.facets({ search: everything, fields: [...FACETS], size: 5, histogram: true })
  await search.article('a')
  for (const sort of EVIDENCE_SORTS) {
    await search.evidence({ entities: [ANA, BO], search: everything, sort, size: 5 })
    const within = { query, filters }
    await search.evidence({ entities: [ANA], written: 'Ana Silva', search: within, sort, size: 5 })
  }
  await search.network({ search: everything, rank: 'frequent', size: 5 })
  await search.scan({ search: everything, size: 5 })
  await search.status()

  await graph.entity(ANA)
  await graph.entities({ q: 'silva', size: 5 })
  await graph.entities({ kinds: ['person'], size: 5 })
  await graph.suggest('silva', 5)
  await graph.redirects([ANA])
  for (const sort of TIE_SORTS) await graph.ties(ANA, { sort, size: 5 })
  await graph.tie(ANA, BO)
  await graph.firsts({ since: '2020', size: 3 })
  await graph.scanEntities({ size: 5 })
  await graph.scanTies({ size: 5 })
}

/** SQLite's own tables and the full-text index, which the stores create themselves. */
const isOwn = (table: string) => /^(sqlite_|json_|fulltext)/.test(table)

/** The archive's columns that statements read, by table, sorted by name. */
function columnsOf(path: string, statements: string[]): Record<string, string[]> {
  const read = new Map<string, Set<string>>()
  const db = new DatabaseSync(path, { readOnly: true })
  createOccurrenceTable(db)
  db.setAuthorizer((action, table, column) => {
    if (action === constants.SQLITE_READ && table && column && !isOwn(table)) {
      read.set(table, (read.get(table) ?? new Set()).add(column))
    }
    return constants.SQLITE_OK
  })
  for (const sql of new Set(statements)) db.prepare(sql)
  db.close()
  const tables = [...read].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(tables.map(([table, columns]) => [table, [...columns].toSorted()]))
}
