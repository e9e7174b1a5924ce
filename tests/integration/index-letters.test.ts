import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Archive, openArchive } from '#archive/open.ts'
import type { GraphStore } from '#core/graph.ts'
import { queryOf } from '#tests/query-of.ts'
import type { SearchStore } from '#core/search.ts'
import { type IndexSummary, runIndex } from '#indexer/pipeline/run-index.ts'
import { openSqliteGraphStore } from '#stores/sqlite/graph/graph-store.ts'
import { openSqliteSearchStore } from '#stores/sqlite/search/search-store.ts'

const folder = mkdtempSync(join(tmpdir(), 'index-letters-'))
const path = join(folder, 'archive.db')

const COMPOSED = {
  title: 'A café in İzmir',
  body: 'Foreign Minister José Álvarez of Peru drank a coffee in the café. José Álvarez left.',
  date: '2024-01-01',
  source: 'Gazeta Española',
}

let archive: Archive
let search: SearchStore
let graph: GraphStore

beforeAll(async () => {
  archive = openArchive(path, { write: true, create: true })
  await index('apart.jsonl', JSON.stringify(COMPOSED).normalize('NFD'))
  search = openSqliteSearchStore(path)
  graph = openSqliteGraphStore(path)
})

afterAll(async () => {
  await Promise.all([search.close(), graph.close()])
  archive.close()
  rmSync(folder, { recursive: true })
})

function index(name: string, content: string): Promise<IndexSummary> {
  const file = join(folder, name)
  writeFileSync(file, content)
  return runIndex(archive, [file], { names: true, restore: false, workers: 1 })
}

async function markedFor(text: string): Promise<string[]> {
  const asked = { query: queryOf(text), filters: { fields: {} } }
  const { items } = await search.articles({ search: asked, sort: 'relevance', size: 10 })
  return items.flatMap(({ fragments }) =>
    fragments.flatMap(({ text, spans }) => spans.map(([start, end]) => text.slice(start, end))),
  )
}

describe('an article in decomposed Unicode', () => {
  it.each(['café', 'cafe', 'cafe\u0301'])('is found and marked by %j', async (text) => {
    expect(await markedFor(text)).toEqual(['café', 'café'])
  })

  it.each(['José', 'jose', 'Jose\u0301 A\u0301l'])('names a person, found by %j', async (text) => {
    expect(await graph.suggest(text, 1)).toMatchObject([
      { id: 'person-jose-alvarez', name: 'José Álvarez' },
    ])
  })

  it.each(['apart.jsonl', 'again.jsonl'])(
    'is unchanged when it is indexed again in %s',
    async (name) => {
      const apart = await index(name, `${JSON.stringify(COMPOSED).normalize('NFD')}\n`)
      const composed = await index(name, JSON.stringify(COMPOSED))

      expect(apart).toMatchObject({ read: 1, unchanged: 1 })
      expect(composed).toMatchObject({ read: 1, unchanged: 1 })
    },
  )
})
