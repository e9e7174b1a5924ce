import { afterAll, describe, expect, it } from 'vitest'
import { InvalidQueryError, UserError } from '#core/errors.ts'
import { readCursor } from '#core/cursor.ts'
import { batchesOf } from '#core/scan.ts'
import { queryOf } from '#tests/query-of.ts'
import type { ArticlesQuery, SearchStore } from '#core/search.ts'
import { type Story, story } from '#tests/builders.ts'
import { drain, fill, toArticleChanges, toEntityChanges, toState } from '#tests/changes.ts'
import { everyPage } from '#tests/contracts/every-page.ts'
import { testSearchScan } from '#tests/contracts/search-scan.ts'
import { testSearchStore } from '#tests/contracts/search-store.ts'
import { askElasticsearch, deleteIndexesOf, randomPrefix } from '#tests/elasticsearch.ts'
import { isLong } from '#tests/long.ts'
import { testService } from '#tests/services.ts'
import { listName } from '../shared/list-name.ts'
import { openElasticsearchTarget } from './open-target.ts'
import { type ElasticsearchOptions, openElasticsearchSearchStore } from './search-store.ts'

const address = await testService('elasticsearch')

describe.skipIf(!address)('on a real Elasticsearch', () => {
  const prefixes: string[] = []
  afterAll(async () => {
    for (const prefix of prefixes) await deleteIndexesOf(address!, prefix)
  })

  async function filled(
    stories: Story[],
    { shards, ...options }: ElasticsearchOptions & { shards?: number } = {},
  ) {
    const prefix = randomPrefix()
    prefixes.push(prefix)
    const target = await openElasticsearchTarget(address!, { prefix, shards })
    await fill(target, stories)
    const store = await openElasticsearchSearchStore(address!, { prefix, ...options })
    const close = () => Promise.all([store.close(), target.close()])
    return { target, store, close }
  }

  describe.each(isLong ? [1, 3] : [3])('with %i shards', (shards) => {
    testSearchStore(async (stories) => {
      const { target, store } = await filled(stories, { shards })
      await target.close()
      return store
    })
  })

  testSearchScan(async (stories) => {
    const { target, store, close } = await filled(stories)
    async function add(more: Story[]) {
      const all = [...stories, ...more]
      await drain(target.putArticles(toArticleChanges(more, stories.length + 1)))
      await drain(target.putEntities(toEntityChanges(all)))
      await target.settle(toState(all))
    }
    return { store, add, close: async () => void (await close()) }
  })

  describe('elasticsearch search store', () => {
    const everything = { query: null, filters: { fields: {} } }
    const listing = (query: Partial<ArticlesQuery> = {}): ArticlesQuery => ({
      ...{ search: everything, sort: 'newest', size: 2 },
      ...query,
    })
    const tiny = (count: number) =>
      Array.from({ length: count }, (_, i) =>
        story({ id: `${(i * 7919) % count}`, publishedAt: `2023-01-0${1 + (i % 9)}`, title: '' }),
      )
    const idsOf = (items: { id: string }[]) => items.map(({ id }) => id)

    it('pages through more than ten thousand articles, each once', async () => {
      const { store, close } = await filled(tiny(10_400))
      const list = (query: ArticlesQuery) => store.articles(query)
      const items = await everyPage(list, listing({ size: 950 }))

      expect(new Set(idsOf(items)).size).toBe(10_400)
      await close()
    })

    it('finds a story by an id that it had before', async () => {
      const { store, target, close } = await filled(tiny(1))
      const [change] = toArticleChanges(tiny(1), 9)
      const content = { ...change!.content!, story: 'story-4', formerStories: ['story-7'] }
      await drain(target.putArticles([{ ...change!, content }]))
      await target.settle({ ...toState([]), rev: 9 })
      const within = (told: string) =>
        listing({ search: { query: null, filters: { fields: {}, story: told } } })

      for (const id of ['story-4', 'story-7']) {
        expect((await store.articles(within(id))).items.map((hit) => hit.story)).toEqual([
          'story-4',
        ])
      }
      expect((await store.articles(within('story-1'))).items).toEqual([])
      await close()
    })

    it('pages through a list as it was, whatever changes meanwhile', async () => {
      const { store, target, close } = await filled(tiny(8))
      const all = idsOf((await store.articles(listing({ size: 8 }))).items)
      const first = await store.articles(listing())
      const second = await store.articles(listing({ cursor: first.next! }))
      await drain(target.putArticles([{ id: all[5]!, rev: 9, content: null }]))
      await target.settle({ ...toState([]), rev: 9 })

      const third = await store.articles(listing({ cursor: second.next! }))
      expect(idsOf(third.items)).toEqual([all[4], all[5]])
      expect(third.total.value).toBe(8)
      expect((await store.articles(listing())).total.value).toBe(7)
      await close()
    })

    it('continues in the current archive if the old state of a list is gone, and says so', async () => {
      const { store, close } = await filled(tiny(8))
      const all = idsOf((await store.articles(listing({ size: 8 }))).items)
      const first = await store.articles(listing())
      const second = await store.articles(listing({ cursor: first.next! }))
      expect(second.warnings).toEqual([])
      const [, , id] = JSON.parse(Buffer.from(second.next!, 'base64url').toString()) as string[]
      await askElasticsearch(address!, 'DELETE', '/_pit', { id })

      const third = await store.articles(listing({ cursor: second.next! }))
      expect(idsOf(third.items)).toEqual([all[4], all[5]])
      expect(third.warnings).toMatchObject([{ code: 'cursor-expired' }])
      const fourth = await store.articles(listing({ cursor: third.next! }))
      expect(idsOf(fourth.items)).toEqual([all[6], all[7]])
      expect(fourth).toMatchObject({ next: null, warnings: [] })
      await close()
    })

    it('counts exactly what shards omit from their most frequent values', async () => {
      // Each shard reports only its most frequent sources; of 60 with about equal counts, they
      // differ by shard.
      const sources = Array.from({ length: 60 }, (_, i) => `source-${i}`)
      const stories = Array.from({ length: 400 }, (_, i) =>
        story({ id: `${i}`, source: sources[i % 60]!, title: '', body: `Word ${i}.` }),
      )
      const { store, close } = await filled(stories, { shards: 3 })
      const { facets } = await store.facets({
        ...{ search: everything, fields: ['source'], size: 3, histogram: false },
      })

      expect(facets[0]!.values).toHaveLength(3)
      for (const { value, count } of facets[0]!.values) {
        expect(count).toBe(stories.filter(({ article }) => article.source === value).length)
      }
      await close()
    })

    it('scans what was there at the start, whatever changes meanwhile', async () => {
      const { store, target, close } = await filled(tiny(8))
      const scan = (cursor?: string) => store.scan({ search: everything, size: 3, cursor })
      const first = await scan()
      await drain(target.putArticles([{ id: '5', rev: 9, content: null }]))
      await target.settle({ ...toState([]), rev: 9 })
      const second = await scan(first.next!)
      const third = await scan(second.next!)

      const batches = [first, second, third]
      expect(new Set(batches.flatMap(({ items }) => idsOf(items))).size).toBe(8)
      expect(batches.map(({ changed, version }) => [changed, version])).toEqual(
        Array(3).fill([false, 8]),
      )
      await close()
    })

    it('resumes a scan whose point in time is gone, and says whether anything changed', async () => {
      const { store, target, close } = await filled(tiny(8))
      const scan = (cursor?: string) => store.scan({ search: everything, size: 2, cursor })
      const forget = async (cursor: string) => {
        const [, , id] = readCursor(cursor, listName('scan', everything), () => true) as string[]
        await askElasticsearch(address!, 'DELETE', '/_pit', { id })
      }
      const first = await scan()
      await forget(first.next!)
      const second = await scan(first.next!)
      await forget(second.next!)
      await drain(target.putArticles([{ id: 'new', rev: 9, content: null }]))
      await target.settle({ ...toState([]), rev: 9 })
      await expect.poll(async () => (await store.status()).version).toBe(9)
      const third = await scan(second.next!)
      const fourth = await scan(third.next!)

      const batches = [first, second, third, fourth]
      expect(new Set(batches.flatMap(({ items }) => idsOf(items))).size).toBe(8)
      expect(batches.map(({ changed }) => changed)).toEqual([false, false, true, true])
      await close()
    })

    it('puts fewer articles into a batch of a scan if texts are long', async () => {
      const long = Array.from({ length: 20 }, (_, i) =>
        story({ id: `${i}`, title: 'Tin', body: 'Tin and salt. '.repeat(1000) }),
      )
      const { store, close } = await filled(long, { maxBytes: 100_000 })
      const scan = (cursor?: string) => store.scan({ search: everything, size: 20, cursor })
      const counts: number[] = []
      for await (const { items } of batchesOf(scan)) counts.push(items.length)

      expect(counts.length).toBeGreaterThan(1)
      expect(counts.reduce((sum, count) => sum + count)).toBe(20)
      await close()
    })

    it('refuses the cursor of another list', async () => {
      const { store, close } = await filled(tiny(8))
      const { next } = await store.articles(listing())
      const others: Partial<ArticlesQuery>[] = [
        { sort: 'oldest' },
        { search: { ...everything, query: queryOf('a') } },
        { search: { ...everything, filters: { fields: {}, from: '2022' } } },
      ]

      for (const other of others) {
        const asked = store.articles(listing({ ...other, cursor: next! }))
        await expect(asked).rejects.toBeInstanceOf(InvalidQueryError)
        await expect(asked).rejects.toMatchObject({ parameter: 'cursor' })
      }
      await close()
    })

    it('leaves out fragments if texts are too long to fetch for a list', async () => {
      const long = story({ id: 'long', title: 'Tin', body: `${'Tin and salt. '.repeat(9000)}` })
      const { store, close } = await filled([long], { maxBytes: 50_000 })
      const search = { ...everything, query: queryOf('tin') }
      const { items, warnings } = await store.articles(listing({ search }))

      expect(items.map(({ fragments }) => fragments)).toEqual([
        [{ field: 'title', text: 'Tin', spans: [[0, 3]] }],
      ])
      expect(warnings).toMatchObject([{ code: 'no-fragments' }])
      await close()
    })

    it('says what to check while its password is refused, if it never answered before', async () => {
      const wrong = { ...address!, password: 'wrong' }
      const store = await openElasticsearchSearchStore(wrong, { patienceMs: 600 })

      const asked = store.status()
      await expect(asked).rejects.toBeInstanceOf(UserError)
      await expect(asked).rejects.toThrow('DATELINE_ELASTICSEARCH_PASSWORD')
      await store.close()
    })

    it('shows what another process adds', async () => {
      const { store, target, close } = await filled(tiny(1))
      const version = async (of: SearchStore) => (await of.status()).version
      expect(await version(store)).toBe(1)
      await target.settle({ ...toState([]), rev: 5 })

      await expect.poll(() => version(store)).toBe(5)
      await close()
    })
  })
})
