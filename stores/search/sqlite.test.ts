import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, describe, expect, it } from 'vitest'
import { type Archive, openArchive } from '#archive/open.ts'
import { StoreError } from '#core/errors.ts'
import { parseQuery } from '#core/query/parse.ts'
import type { SearchStore } from '#core/search.ts'
import { type Story, story } from '#tests/builders.ts'
import { testSearchStore } from '#tests/contracts/search-store.ts'
import { createFullTextIndex } from './sqlite-full-text.ts'
import { openSqliteSearchStore } from './sqlite.ts'

const folder = mkdtempSync(join(tmpdir(), 'search-store-'))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
const newPath = () => join(folder, `${++files}.db`)

function change(path: string, work: (archive: Archive) => void) {
  const archive = openArchive(path, { write: true, create: true })
  archive.follow(createFullTextIndex(archive.db))
  work(archive)
  archive.close()
}

function write(path: string, stories: Story[]) {
  change(path, (archive) =>
    archive.write(
      stories.map((told) => ({ ...told, extractor: '1', origin: { path: 'news', line: null } })),
    ),
  )
}

testSearchStore(async (stories) => {
  const path = newPath()
  write(path, stories)
  return openSqliteSearchStore(path)
})
