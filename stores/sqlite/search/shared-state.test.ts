import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { type Archive, openArchive } from '#archive/open.ts'
import { FACETS } from '#core/fields.ts'
import type { Search, SearchStore } from '#core/search.ts'
import { write } from '#tests/archive-steps.ts'
import { generateStories } from '#tests/generated-stories.ts'
import { queryOf } from '#tests/query-of.ts'
import { storeCommonWords } from './common-words.ts'
import { createFullTextIndex } from './full-text.ts'
import { openSqliteSearchStore } from './search-store.ts'

const folder = mkdtempSync(join(tmpdir(), 'shared-state-'))
afterAll(() => rmSync(folder, { recursive: true }))

function change(path: string, work: (archive: Archive) => void): void {
  const archive = openArchive(path, { write: true, create: true })
  archive.follow(createFullTextIndex(archive.db))
  work(archive)
  archive.close()
}

const QUERIES = [
  'the',
  'talks',
  'talks OR the',
  '-the',
  'the -other',
  'night talks',
  '-night',
  'someth*',
]

/** What a store says of every query, and the order of all articles. */
async function answers(store: SearchStore) {
  const told = []
  for (const text of QUERIES) {
    const search: Search = { query: queryOf(text), filters: { fields: {} } }
    const list = await store.articles({ search, sort: 'newest', size: 500, fold: true })
    const counts = { search, fields: [...FACETS], size: 50, histogram: true }
    told.push({
      text,
      ids: list.items.map(({ id }) => id),
      total: list.total,
      articles: await store.facets(counts),
      stories: await store.facets({ ...counts, count: 'stories' }),
    })
  }
  return told
}

it('answers from shared columns and stored words as from the archive itself, also after changes', async () => {
  const path = join(folder, 'archive.db')
  const plain = join(folder, 'plain.db')
  const stories = generateStories(400)
  const both = (work: (archive: Archive) => void) => [path, plain].map((file) => change(file, work))
  both((archive) => write(archive, stories.slice(0, 300)))
  change(path, ({ db }) => storeCommonWords(db, 20))

  const first = openSqliteSearchStore(path)
  const shared = await first.share()
  both((archive) => {
    write(archive, stories.slice(300))
    const changed = stories.slice(40, 80).map(({ article, reading }, i) => ({
      article: { ...article, title: 'Talks', body: i % 2 === 0 ? 'The other.' : 'Something else.' },
      reading: { ...reading, sentences: [], mentions: [], roles: [], quotations: [] },
    }))
    write(archive, changed)
    archive.remove(
      stories.slice(10, 30).map(({ article }) => article.id),
      { barred: false },
    )
  })

  const second = openSqliteSearchStore(path, {}, shared)
  const unshared = openSqliteSearchStore(plain)
  const expected = await answers(unshared)
  expect(expected.filter(({ total }) => total.value > 0).length).toBeGreaterThan(4)
  expect(await answers(second)).toEqual(expected)
  expect(await answers(first)).toEqual(expected)
  await Promise.all([first, second, unshared].map((store) => store.close()))
})

it('does not start from the columns of another archive', async () => {
  const [one, other] = [join(folder, 'one.db'), join(folder, 'other.db')]
  change(one, (archive) => write(archive, generateStories(20)))
  change(other, (archive) => write(archive, generateStories(30)))
  const store = openSqliteSearchStore(one)
  const misled = openSqliteSearchStore(other, {}, await store.share())
  const search: Search = { query: null, filters: { fields: {} } }
  const { items } = await misled.articles({ search, sort: 'newest', size: 50 })
  expect(items).toHaveLength(30)
  await Promise.all([store.close(), misled.close()])
})
