import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Archive, openArchive } from '#archive/open.ts'
import { StoreError } from '#core/errors.ts'
import { batchesOf } from '#core/scan.ts'
import { queryOf } from '#tests/query-of.ts'
import type { SearchStore } from '#core/search.ts'
import { type Story, story } from '#tests/builders.ts'
import { everyPage } from '#tests/contracts/every-page.ts'
import { testSearchScan } from '#tests/contracts/search-scan.ts'
import { testSearchStore } from '#tests/contracts/search-store.ts'
import { storeCommonWords } from './common-words.ts'
import { createFullTextIndex } from './full-text.ts'
import { openSqliteSearchStore } from './search-store.ts'

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

/** Sets the stories as given, not as found from the texts. */
function group(path: string, stories: Story[]) {
  const db = new DatabaseSync(path)
  db.exec('update article set story = row')
  const join = db.prepare(
    'update article set story = (select story from article where id = ?) where id = ?',
  )
  for (const { article, copyOf } of stories) if (copyOf) join.run(copyOf, article.id)
  db.close()
}

testSearchStore(async (stories) => {
  const path = newPath()
  write(path, stories)
  group(path, stories)
  // Words of that few articles, so that both kinds of words occur.
  change(path, ({ db }) => storeCommonWords(db, 3))
  return openSqliteSearchStore(path)
})

testSearchScan(async (stories) => {
  const path = newPath()
  write(path, stories)
  const store = openSqliteSearchStore(path)
  return { store, add: async (more) => write(path, more), close: () => store.close() }
})

describe('sqlite search store', () => {
  const everything = { query: null, filters: { fields: {} } }

  async function idsFor(store: SearchStore, text: string): Promise<string[]> {
    const search = { ...everything, query: queryOf(text) }
    return (await store.articles({ search, sort: 'newest', size: 9 })).items.map(({ id }) => id)
  }

  async function countries(store: SearchStore): Promise<[string, number][]> {
    const query = { search: everything, size: 9, histogram: false }
    const { facets } = await store.facets({ ...query, fields: ['country'] })
    return facets[0]!.values.map(({ name, count }) => [name, count])
  }

  it('ends a batch of a scan early if texts are long', async () => {
    const path = newPath()
    const body = 'Tin and salt. '.repeat(100_000)
    write(
      path,
      Array.from({ length: 7 }, (_, i) => story({ id: `${i}`, body })),
    )
    const store = openSqliteSearchStore(path)
    const scan = (cursor?: string) => store.scan({ search: everything, size: 100, cursor })
    const counts: number[] = []
    for await (const { items } of batchesOf(scan)) counts.push(items.length)

    expect(counts).toEqual([3, 3, 1])
    await store.close()
  })

  it('shows what another connection adds, changes and removes', async () => {
    const path = newPath()
    write(path, [
      story({ id: 'a', publishedAt: '2023-01-01', body: 'Tin from [Peru](country-pe).' }),
    ])
    const store = openSqliteSearchStore(path)
    const seen: unknown[] = []
    const look = async () => {
      const { version } = await store.status()
      const [tin, salt] = [await idsFor(store, 'tin'), await idsFor(store, 'salt')]
      seen.push([tin, salt, await countries(store), version])
    }

    await look()
    write(path, [
      story({ id: 'b', publishedAt: '2023-02-01', body: 'Tin for [Chile](country-cl).' }),
    ])
    await look()
    write(path, [
      story({ id: 'a', publishedAt: '2023-03-01', body: 'Tin, salt: [Peru](country-pe).' }),
    ])
    await look()
    write(path, [
      story({ id: 'b', publishedAt: '2023-02-01', body: 'Salt for [Chile](country-cl).' }),
    ])
    await look()
    change(path, (archive) => archive.remove(['a'], { barred: true }))
    await look()

    expect(seen).toEqual([
      [['a'], [], [['Peru', 1]], 1],
      [
        ['b', 'a'],
        [],
        [
          ['Chile', 1],
          ['Peru', 1],
        ],
        2,
      ],
      [
        ['a', 'b'],
        ['a'],
        [
          ['Chile', 1],
          ['Peru', 1],
        ],
        3,
      ],
      [
        ['a'],
        ['a', 'b'],
        [
          ['Chile', 1],
          ['Peru', 1],
        ],
        4,
      ],
      [[], ['b'], [['Chile', 1]], 5],
    ])
    await store.close()
  })

  it('finds the words of a batch that failed at first', async () => {
    const path = newPath()
    const news = { ...story({ id: 'a', body: 'Ships.' }), extractor: '1' }
    const entry = { ...news, origin: { path: 'news', line: null } }
    change(path, (archive) => {
      let fails = true
      const followed = { put: () => {}, remove: () => {}, undone: () => (fails = false) }
      archive.follow({
        ...followed,
        caughtUp() {
          if (fails) throw new Error('no')
        },
      })
      expect(() => archive.write([entry])).toThrow('no')
      archive.write([entry])
    })
    const store = openSqliteSearchStore(path)

    expect(await idsFor(store, 'shipping')).toEqual(['a'])
    await store.close()
  })

  it('counts earlier texts of an article', async () => {
    const path = newPath()
    for (const body of ['One.', 'Two.', 'Three.']) write(path, [story({ id: 'a', body })])
    const store = openSqliteSearchStore(path)

    expect(await store.article('a')).toMatchObject({ body: 'Three.', revisions: 2 })
    await store.close()
  })

  it('answers while another connection writes', async () => {
    const path = newPath()
    write(path, [story({ id: 'a', body: 'Tin.' })])
    const store = openSqliteSearchStore(path)
    const archive = openArchive(path, { write: true })

    archive.db.exec('begin immediate; delete from article')

    expect(await idsFor(store, 'tin')).toEqual(['a'])
    archive.db.exec('rollback')
    archive.close()
    await store.close()
  })

  it('ranks the latest of very many matches, says so, and lists every one once', async () => {
    const path = newPath()
    const count = 400
    const tiny = (i: number) =>
      story({
        id: `${(i * 7919) % count}`,
        title: '',
        body: i % 2 ? 'Tin.' : 'Tin, tin and more.',
        publishedAt: i % 10 ? `2023-01-0${1 + (i % 9)}` : null,
      })
    write(
      path,
      Array.from({ length: count }, (_, i) => tiny(i)),
    )
    const store = openSqliteSearchStore(path, { ranked: 250 })
    const search = { ...everything, query: queryOf('tin') }

    const first = await store.articles({ search, sort: 'relevance', size: 1 })
    const items = await everyPage((query) => store.articles(query), {
      search,
      sort: 'relevance' as const,
      size: 30,
    })

    expect(first.warnings).toMatchObject([
      { message: expect.stringContaining('latest 250 ') as string },
    ])
    expect(new Set(items.map(({ id }) => id)).size).toBe(count)
    const ranked = items.filter(({ score }) => score !== null)
    expect(ranked).toHaveLength(250)
    expect(items.slice(0, 250)).toEqual(ranked)
    const dates = items.slice(250).map(({ publishedAt }) => publishedAt ?? '')
    expect(dates).toEqual(dates.toSorted().reverse())
    await store.close()
  })

  describe('with expensive queries', () => {
    const path = newPath()
    const words = ['one', 'two', 'three', 'four', 'five', 'seven']
    const stories = Array.from({ length: 30 }, (_, i) =>
      story({
        id: `${i}`,
        title: '',
        body: `${words.join('ish ')}ish salt. Tin and salt.`,
        publishedAt: `2023-01-${String(i + 1).padStart(2, '0')}`,
      }),
    )
    let store: SearchStore
    beforeAll(() => {
      write(path, stories)
      store = openSqliteSearchStore(path, { verified: 10, prefixRows: 100 })
    })
    afterAll(() => store.close())

    async function ask(q: string) {
      const search = { query: queryOf(q), filters: { fields: {} } }
      const { total, warnings } = await store.articles({ search, sort: 'newest', size: 1 })
      const facets = await store.facets({ search, fields: [], size: 1, histogram: false })
      expect(facets.total).toEqual(total)
      return { total, warnings: warnings.map(({ code, position }) => [code, position]) }
    }

    it.each([
      ['same(tin salt)', { value: 10, relation: 'gte' }, [['broad', 0]]],
      ['x OR (salt THEN/3 tin)', { value: 10, relation: 'gte' }, [['broad', 6]]],
      ['-same(tin salt)', { value: 20, relation: 'approx' }, [['broad', 1]]],
      ['one* OR two* OR thr* OR fou*', { value: 30, relation: 'eq' }, []],
      [
        'one* two* thr* fou* fiv* OR sev* -tin',
        { value: 30, relation: 'approx' },
        [
          ['broad', 20],
          ['broad', 28],
        ],
      ],
    ])('answers %s by the latest or the first, and says so', async (q, total, warnings) => {
      expect(await ask(q)).toEqual({ total, warnings })
    })
  })

  it('gives no warning if all matches are ranked', async () => {
    const path = newPath()
    write(path, [story({ id: 'a', body: 'Tin.' })])
    const store = openSqliteSearchStore(path)
    const search = { ...everything, query: queryOf('tin') }

    const page = await store.articles({ search, sort: 'relevance', size: 1 })

    expect(page.warnings).toEqual([])
    await store.close()
  })

  it('cannot be opened without an archive, or without a full-text index', () => {
    const [missing, bare, text, empty] = [newPath(), newPath(), newPath(), newPath()]
    openArchive(bare, { write: true, create: true }).close()
    writeFileSync(text, 'This is a letter, not an archive. '.repeat(100))
    writeFileSync(empty, '')

    for (const path of [missing, bare, text, empty]) {
      expect(() => openSqliteSearchStore(path)).toThrow(StoreError)
    }
    expect(existsSync(missing)).toBe(false)
  })

  it('fails with a store error if its file is damaged while open', async () => {
    const path = newPath()
    write(path, [story({ id: 'a', body: 'Tin.' })])
    const store = openSqliteSearchStore(path)

    const db = new DatabaseSync(path)
    db.exec('drop table article_text')
    db.close()

    await expect(store.article('a')).rejects.toBeInstanceOf(StoreError)
    await expect(store.article('a')).rejects.toMatchObject({ store: 'sqlite' })
    await store.close()
  })
})
