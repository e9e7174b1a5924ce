import { describe, expect, it } from 'vitest'
import { InvalidQueryError } from '#core/errors.ts'
import { queryOf } from '#tests/query-of.ts'
import type { Page } from '#core/page.ts'
import { EVERYTHING, type Search, type SearchStore } from '#core/search.ts'
import { type Story, story } from '#tests/builders.ts'
import { everyPage } from './every-page.ts'
import { generateNews } from './generated-news.ts'
import type { OpenGrowingStore } from './growing-store.ts'
import { testScan } from './scan.ts'

const GENERATED = generateNews(60)
const everything: Search = { query: null, filters: { fields: {} } }

const SEARCHES: [string, Search][] = [
  ['every article', everything],
  ['the articles with a word', { ...everything, query: queryOf('the OR port OR grain') }],
  ['the articles of a country', { query: null, filters: countryFilter('country-az') }],
]

const MORE: Story[] = ['2024-01-01', '2022-06-15', null].map((publishedAt, i) =>
  story({
    id: `more-${i}`,
    publishedAt,
    body: 'The port of [Azerbaijan](country-az) sells grain.',
  }),
)

/** What every search store promises about its scan. */
export function testSearchScan(open: OpenGrowingStore<SearchStore>) {
  for (const [name, search] of SEARCHES) {
    testScan<SearchStore, { id: string }>(`a scan of ${name}`, {
      open,
      stories: GENERATED,
      more: MORE,
      scan: (store, query, signal) => store.scan({ ...query, search }, signal),
      keyOf: ({ id }) => id,
      expected: (store) => idsOf(store, search),
      read: (store, { id }) => store.article(id),
    })
  }

  testGrowingList(open)

  describe('a scan of articles', () => {
    it('is empty if nothing matches, and refuses the cursor of another search', async () => {
      const growing = await open(GENERATED)
      const { store } = growing
      const nothing = { ...everything, query: queryOf('absent') }
      const { next } = await store.scan({ search: everything, size: 2 })

      expect(await store.scan({ search: nothing, size: 2 })).toMatchObject({
        items: [],
        next: null,
      })
      await expect(store.scan({ search: nothing, size: 2, cursor: next! })).rejects.toBeInstanceOf(
        InvalidQueryError,
      )
      await growing.close()
    })
  })
}

/** What every search store promises about a list while the archive grows between two pages. */
function testGrowingList(open: OpenGrowingStore<SearchStore>) {
  describe('a list while the archive grows', () => {
    it.each(['newest', 'oldest'] as const)(
      'continues after the last item shown, by %s, and says so',
      async (sort) => {
        const growing = await open(GENERATED)
        const list = (cursor?: string) =>
          growing.store.articles({ search: everything, sort, size: 7, cursor })
        const before = await idsOf(growing.store, everything)
        const first = await list()
        await growing.add(MORE)
        await untilSeen(list, first)
        const second = await list(first.next!)
        const later = []
        for (let next = second.next; next !== null;) {
          const page = await list(next)
          expect(page.changed).toBe(true)
          later.push(...page.items)
          next = page.next
        }
        const seen = [first.items, second.items, later].flat().map(({ id }) => id)

        expect([first.changed, second.changed]).toEqual([undefined, true])
        expect(new Set(seen).size).toBe(seen.length)
        expect(seen.filter((id) => !id.startsWith('more-')).sort()).toEqual(before.sort())
        await growing.close()
      },
    )

    it("does the same for sentences, and neither accepts the other's cursor", async () => {
      const growing = await open(GENERATED)
      const list = (cursor?: string) =>
        growing.store.evidence({
          ...{ entities: ['country-az'], search: EVERYTHING },
          ...{ sort: 'newest', size: 3, cursor },
        })
      const { total } = await list()
      const first = await list()
      await growing.add(MORE)
      await untilSeen(list, first)
      const seen = [...first.items]
      for (let next = first.next; next !== null;) {
        const page = await list(next)
        expect(page.changed).toBe(true)
        seen.push(...page.items)
        next = page.next
      }
      const keys = seen.map(({ article, sentence }) => `${article.id} ${sentence}`)

      expect(new Set(keys).size).toBe(keys.length)
      expect(keys.filter((key) => !key.startsWith('more-'))).toHaveLength(total.value)
      const other = {
        search: { ...everything, query: queryOf('the') },
        sort: 'newest',
        size: 3,
      } as const
      const { next } = await growing.store.articles({ ...other, search: everything })
      await expect(growing.store.articles({ ...other, cursor: next! })).rejects.toMatchObject({
        parameter: 'cursor',
      })
      await expect(list(next!)).rejects.toMatchObject({ parameter: 'cursor' })
      await growing.close()
    })

    it('says so of ties and of the best sentences, which take no cursor of another list', async () => {
      const growing = await open(GENERATED)
      const { store } = growing
      const asked = { search: everything, entity: 'country-az', sort: 'strength', size: 2 } as const
      const ties = (cursor?: string) => store.ties({ ...asked, cursor })
      const best = (cursor?: string, entities: [string] = ['country-az']) =>
        store.evidence({ entities, search: everything, sort: 'best', size: 2, cursor })
      const [first, sentences] = await Promise.all([ties(), best()])
      await growing.add(MORE)
      await untilSeen(() => ties(), first)

      expect([first.changed, (await ties(first.next!)).changed]).toEqual([undefined, true])
      expect((await best(sentences.next!)).changed).toBe(true)
      const refused = { parameter: 'cursor' }
      const ofOther = { ...asked, entity: 'country-pe', cursor: first.next! }
      await expect(store.ties(ofOther)).rejects.toMatchObject(refused)
      await expect(best(sentences.next!, ['country-pe'])).rejects.toMatchObject(refused)
      await growing.close()
    })
  })
}

/** A store may take a moment to see a change. */
async function untilSeen(list: () => Promise<Page<unknown>>, before: Page<unknown>): Promise<void> {
  await expect
    .poll(async () => (await list()).version, { timeout: 10_000 })
    .toBeGreaterThan(before.version)
}

async function idsOf(store: SearchStore, search: Search): Promise<string[]> {
  const hits = await everyPage((query) => store.articles(query), {
    search,
    sort: 'newest' as const,
    size: 20,
  })
  return hits.map(({ id }) => id)
}

function countryFilter(id: string): Search['filters'] {
  return { fields: { country: { any: [id], all: [], none: [] } } }
}
