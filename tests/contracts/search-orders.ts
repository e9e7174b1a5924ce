import { expect, it } from 'vitest'
import { compareText } from '#core/text/compare-text.ts'
import { InvalidQueryError } from '#core/errors.ts'
import { queryOf } from '#tests/query-of.ts'
import { ARTICLE_SORTS, type ArticlesQuery, type Search } from '#core/search.ts'
import { story } from '#tests/builders.ts'
import { generateNews, generateSearches } from './generated-news.ts'
import { createNaiveSearch, byDate } from './naive-search.ts'
import { everyPage } from './every-page.ts'
import { openedStore } from './opened-store.ts'
import type { OpenSearchStore } from './search-store.ts'

const NEWS = [
  story({ id: 'b-undated', publishedAt: null, body: 'A harbour, and much about other things.' }),
  story({
    id: 'z-new',
    publishedAt: '2023-06-02',
    title: 'The harbour',
    body: 'The harbour is open.',
  }),
  story({ id: 'd-same', publishedAt: '2023-06-01T00:00:00Z', body: 'Talks.' }),
  story({ id: 'c-same', publishedAt: '2023-06-01', body: 'Talks.' }),
  story({ id: 'a-undated', publishedAt: null, body: 'Talks.' }),
  story({ id: 'm-old', publishedAt: '1987-02-26T15:01:01Z', body: 'Talks.' }),
  // In UTC, one hour before the article above.
  story({ id: 'n-older', publishedAt: '1987-02-26T18:01:01+04:00', body: 'Talks.' }),
]

const GENERATED = generateNews(150)

/** Order and paging of hits. */
export function testOrders(open: OpenSearchStore) {
  const few = openedStore(() => open(NEWS))
  const generated = openedStore(() => open(GENERATED))
  const searches = generateSearches(40, GENERATED)

  const everything: Search = { query: null, filters: { fields: {} } }
  const idsOf = (items: { id: string }[]) => items.map(({ id }) => id)

  it.each([
    ['newest', ['z-new', 'c-same', 'd-same', 'm-old', 'n-older', 'a-undated', 'b-undated']],
    ['oldest', ['n-older', 'm-old', 'c-same', 'd-same', 'z-new', 'a-undated', 'b-undated']],
  ] as const)('lists the %s first, equal dates by id, undated articles last', async (sort, ids) => {
    const page = await few().articles({ search: everything, sort, size: 10 })

    expect(idsOf(page.items)).toEqual(ids)
    expect(page.items.map(({ score }) => score)).toEqual(Array(7).fill(null))
  })

  it('lists the most relevant first', async () => {
    const search = { ...everything, query: queryOf('harbour') }
    const { items } = await few().articles({ search, sort: 'relevance', size: 10 })

    expect(idsOf(items)).toEqual(['z-new', 'b-undated'])
    expect(items[0]!.score).toBeGreaterThan(items[1]!.score!)
    expect(items[1]!.score).toBeGreaterThan(0)
  })

  it('lists the newest first if there are no words to rank by', async () => {
    for (const query of [null, queryOf('-absent')]) {
      const search = { ...everything, query }
      const page = await few().articles({ search, sort: 'relevance', size: 10 })

      expect(idsOf(page.items)).toEqual(byDate(NEWS, 'newest').map(({ article }) => article.id))
      expect(page.items[0]!.score).toBeNull()
    }
  })

  it.each(['newest', 'oldest'] as const)('pages through the %s to the end', async (sort) => {
    const naive = createNaiveSearch(GENERATED)
    for (const search of searches) {
      const expected = byDate(naive.matching(search), sort).map(({ article }) => article.id)

      const found = await everyPage((query) => generated().articles(query), {
        search,
        sort,
        size: 7,
      })

      expect(idsOf(found), JSON.stringify(search)).toEqual(expected)
    }
  })

  it('pages through the most relevant to the end, equal scores by id', async () => {
    const naive = createNaiveSearch(GENERATED)
    const ranked = queryOf('port OR deal OR the')
    for (const { filters } of [everything, ...searches]) {
      const search = { query: ranked, filters }
      const expected = naive.matching(search).map(({ article }) => article.id)

      const query = { search, sort: 'relevance' as const, size: 11 }
      const found = await everyPage((asked: ArticlesQuery) => generated().articles(asked), query)

      const sorted = found.toSorted((x, y) => y.score! - x.score! || compareText(x.id, y.id))
      expect(idsOf(found)).toEqual(idsOf(sorted))
      expect(idsOf(found).sort()).toEqual(expected.sort())
    }
  })

  it.each(ARTICLE_SORTS)('returns only the count for a page of size 0, by %s', async (sort) => {
    const search = { ...everything, query: queryOf('harbour') }

    expect(await few().articles({ search, sort, size: 0 })).toMatchObject({
      items: [],
      next: null,
      total: { value: 2, relation: 'eq' },
      warnings: [],
    })
  })

  it('ends if nothing is left, even after a full page', async () => {
    const list = (size: number) => few().articles({ search: everything, sort: 'newest', size })

    expect((await list(7)).next).toBeNull()
    expect((await list(6)).next).not.toBeNull()
  })

  it.each(['', 'nonsense', 'e30', 'bnVsbA', 'eyJvIjotMX0', 'eyJvIjoxLjV9', 'eyJvIjoiMSJ9'])(
    'refuses an invalid cursor: %j',
    async (cursor) => {
      const asked = few().articles({ search: everything, sort: 'newest', size: 5, cursor })

      await expect(asked).rejects.toBeInstanceOf(InvalidQueryError)
      await expect(asked).rejects.toMatchObject({ parameter: 'cursor' })
    },
  )
}
