import { describe, expect, it } from 'vitest'
import { InvalidQueryError } from '#core/errors.ts'
import { queryOf } from '#tests/query-of.ts'
import type { Search, SearchStore } from '#core/search.ts'
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

  describe('a scan of articles', () => {
    it('is empty where nothing matches, and refuses the cursor of another search', async () => {
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
