import { expect, it } from 'vitest'
import { FACETS } from '#core/fields.ts'
import { ARTICLE_SORTS, type ArticlesQuery, type Hit, type Search } from '#core/search.ts'
import { queryOf } from '#tests/query-of.ts'
import { type Story, story } from '#tests/builders.ts'
import { everyFoldedPage } from './every-page.ts'
import { generateNews, generateSearches } from './generated-news.ts'
import { byDate, createNaiveSearch, valuesOf } from './naive-search.ts'
import { openedStore } from './opened-store.ts'
import type { OpenSearchStore } from './search-store.ts'

const NEWS: Story[] = [
  story({
    id: 'm-first',
    publishedAt: '2023-06-01',
    source: 'wire',
    body: 'Tin: [Quist](person-omar-quist) in [Peru](country-pe).',
  }),
  {
    ...story({
      id: 'a-reprint',
      publishedAt: '2023-06-02',
      source: 'courier',
      body: 'Tin and tin: [Quist](person-omar-quist) in [Peru](country-pe), [Chile](country-cl).',
    }),
    copyOf: 'm-first',
  },
  {
    ...story({ id: 'z-cut', publishedAt: null, source: 'gazette', body: 'Salt alone.' }),
    copyOf: 'm-first',
  },
  story({
    id: 'other',
    publishedAt: '2023-07-01',
    source: 'wire',
    body: 'Tin once more in [Peru](country-pe).',
  }),
]

/** Stories of one to nine articles, not adjacent in any order. */
const GENERATED = generateNews(150).map((told, i, all): Story => {
  const first = all[[1, 40, 91, 92, 95][i % 5]!]!.article.id
  return i % 3 === 0 ? { ...told, copyOf: first } : told
})

/** Copies of one text, grouped as a story. */
export function testStories(open: OpenSearchStore) {
  const few = openedStore(() => open(NEWS))
  const generated = openedStore(() => open(GENERATED))
  const naive = createNaiveSearch(GENERATED)
  const searches = generateSearches(40, GENERATED)
  const everything: Search = { query: null, filters: { fields: {} } }
  const about = (text: string): Search => ({ ...everything, query: queryOf(text) })
  const idsOf = (items: { id: string }[]) => items.map(({ id }) => id)

  it.each([
    ['newest', ['other', 'a-reprint']],
    ['oldest', ['m-first', 'other']],
    ['relevance', ['a-reprint', 'other']],
  ] as const)('returns one hit per story, the first by %s', async (sort, ids) => {
    const { items, total } = await few().articles({
      ...{ search: about('tin'), sort, size: 9, fold: true },
    })

    expect(idsOf(items)).toEqual(ids)
    expect(total).toEqual({
      ...{ value: 3, relation: 'eq' },
      stories: { value: 2, relation: 'eq' },
    })
  })

  it('says how many matching articles a hit stands for, and from which other outlets', async () => {
    const list = async (search: Search) =>
      (await few().articles({ search, sort: 'oldest', size: 9, fold: true })).items

    expect((await list(everything)).map(({ copies }) => copies)).toEqual([
      { articles: 3, outlets: 2, sources: ['courier', 'gazette'] },
      { articles: 1, outlets: 0, sources: [] },
    ])
    expect((await list(about('tin')))[0]!.copies).toEqual({
      ...{ articles: 2, outlets: 1, sources: ['courier'] },
    })
  })

  it('counts stories next to articles in an unfolded list, if requested', async () => {
    const asked = { search: about('tin'), sort: 'newest', size: 0 } as const

    expect((await few().articles({ ...asked, count: 'stories' })).total).toEqual({
      ...{ value: 3, relation: 'eq' },
      stories: { value: 2, relation: 'eq' },
    })
    expect((await few().articles(asked)).total).toEqual({ value: 3, relation: 'eq' })
  })

  it('reaches every story once, by its first article', async () => {
    for (const [i, search] of [everything, ...searches].entries()) {
      const sort = i % 2 === 0 ? 'newest' : 'oldest'
      const expected = firsts(byDate(naive.matching(search), sort))
      for (const size of [2, 7]) {
        const query: ArticlesQuery = { search, sort, size, fold: true }
        const found = await everyFoldedPage((asked) => generated().articles(asked), query)

        expect(idsOf(found), JSON.stringify(query)).toEqual(expected)
      }
    }
  })

  it('reaches every story once by relevance, each by the article that is most about the words', async () => {
    for (const { filters } of [everything, ...searches]) {
      const search = { query: queryOf('port OR deal OR the'), filters }
      const asked: ArticlesQuery = { search, sort: 'relevance', size: 100 }
      const all = [...(await generated().articles(asked)).items]
      for (let { next } = await generated().articles(asked); next !== null;) {
        const page = await generated().articles({ ...asked, cursor: next })
        all.push(...page.items)
        next = page.next
      }
      const query = { ...asked, size: 3, fold: true }
      const found = await everyFoldedPage((each) => generated().articles(each), query)

      expect(idsOf(found)).toEqual(distinct(all))
    }
  })

  it('finds the articles of a story by its id', async () => {
    const all = { search: everything, sort: 'oldest', size: 9 } as const
    const { items } = await few().articles(all)
    const within = (told: string) => ({
      ...all,
      search: { query: null, filters: { fields: {}, story: told } },
    })

    expect(idsOf((await few().articles(within(items[0]!.story))).items)).toEqual([
      'm-first',
      'a-reprint',
      'z-cut',
    ])
    expect((await few().articles(within('story-none'))).total.value).toBe(0)
  })

  it.each(ARTICLE_SORTS)('returns no hits for a page of size 0, by %s', async (sort) => {
    const page = await few().articles({ search: about('tin'), sort, size: 0, fold: true })

    expect(page).toMatchObject({ items: [], next: null, total: { stories: { value: 2 } } })
  })

  it('counts stories by value, each if any matching article has it', async () => {
    for (const search of [everything, ...searches]) {
      const query = { search, fields: FACETS, size: 200, histogram: false } as const
      const { facets, total } = await generated().facets({ ...query, count: 'stories' })
      const matching = naive.matching(search)

      expect(total).toEqual({
        ...{ value: matching.length, relation: 'eq' },
        stories: { value: storiesIn(matching), relation: 'eq' },
      })
      for (const { field, values } of facets) {
        for (const { value, count, chosen } of values) {
          if (chosen || isChosen(search, field)) continue
          const having = matching.filter((each) => valuesOf(each, field).includes(value))
          expect(count, `${field} ${value}`).toBe(storiesIn(having))
        }
      }
    }
  })

  it('counts for each value what the same search with that value finds', async () => {
    for (const search of searches.slice(0, 20)) {
      const query = { search, fields: FACETS, size: 3, histogram: false } as const
      const { facets } = await generated().facets({ ...query, count: 'stories' })
      for (const { field, values } of facets) {
        if (search.filters.fields[field] || search.query) continue
        for (const { value, count } of values) {
          const fields = { ...search.filters.fields, [field]: { any: [value], all: [], none: [] } }
          const within = { query: null, filters: { ...search.filters, fields } }
          const { total } = await generated().articles({
            ...{ search: within, sort: 'newest', size: 0, fold: true },
          })
          expect(count, `${field} ${value}`).toBe(total.stories!.value)
        }
      }
    }
  })

  it('counts a story in every interval in which it has an article', async () => {
    const { histogram } = await few().facets({
      ...{ search: everything, fields: [], size: 1, histogram: true, count: 'stories' },
    })

    expect(histogram).toMatchObject({ interval: 'day', undated: 1 })
    expect(histogram!.buckets.filter(({ all }) => all > 0)).toEqual([
      { key: '2023-06-01', count: 1, all: 1 },
      { key: '2023-06-02', count: 1, all: 1 },
      { key: '2023-07-01', count: 1, all: 1 },
    ])
  })

  it('counts over time like reading every article', async () => {
    for (const search of [everything, ...searches]) {
      const { histogram } = await generated().facets({
        ...{ search, fields: [], size: 1, histogram: true, count: 'stories' },
      })
      const { interval, buckets, undated } = histogram!
      const [matching, all] = [naive.matching(search), GENERATED]
      expect(undated).toBe(storiesIn(matching.filter((each) => each.article.publishedAt === null)))
      if (interval === 'week') continue
      for (const { key, ...counted } of buckets) {
        const within = (some: Story[]) =>
          storiesIn(some.filter((each) => each.article.publishedAt?.startsWith(key)))
        expect(counted, key).toEqual({ count: within(matching), all: within(all) })
      }
    }
  })

  it('counts the stories of each name and tie of a network', async () => {
    const { entities, ties, total } = await few().network({
      ...{ search: everything, rank: 'frequent', size: 9, count: 'stories' },
    })

    expect(entities.map(({ id, articles, stories }) => [id, articles, stories])).toEqual([
      ['country-pe', 3, 2],
      ['person-omar-quist', 2, 1],
      ['country-cl', 1, 1],
    ])
    expect(ties.map(({ a, b, articles, stories }) => [a, b, articles, stories])).toEqual([
      ['country-pe', 'person-omar-quist', 2, 1],
      ['country-cl', 'country-pe', 1, 1],
      ['country-cl', 'person-omar-quist', 1, 1],
    ])
    expect(total).toEqual({
      ...{ value: 4, relation: 'eq' },
      stories: { value: 2, relation: 'eq' },
    })
  })

  it('equals reading every sentence, under any filter', async () => {
    for (const search of [everything, ...searches]) {
      const expected = naive.network(search)
      const query = { search, rank: 'frequent', size: 60 } as const
      const { entities, ties } = await generated().network(query)

      const stories = new Map(expected.entities.map((each) => [each.id, each.stories]))
      expect(entities.map((each) => [each.id, each.stories])).toEqual(
        entities.map(({ id }) => [id, stories.get(id)]),
      )
      const ids = new Set(idsOf(entities))
      expect(ties).toEqual(expected.ties.filter(({ a, b }) => ids.has(a) && ids.has(b)))
    }
  })

  it('counts the stories of the ties of a name, and of one tie', async () => {
    for (const search of [everything, ...searches.slice(0, 20)]) {
      const entity = 'person-omar-quist'
      const { items } = await generated().ties({ search, entity, sort: 'sentences', size: 100 })
      const { ties } = naive.network(search)
      for (const { entity: other, stories } of items) {
        const [a, b] = [entity, other.id].sort() as [string, string]
        const tie = ties.find((each) => each.a === a && each.b === b)!
        expect(stories).toBe(tie.stories)
        expect((await generated().tie({ entities: [a, b], search })).stories).toBe(tie.stories)
      }
    }
  })
}

const storyOf = ({ article, copyOf }: Story) => copyOf ?? article.id
const storiesIn = (some: Story[]) => new Set(some.map(storyOf)).size

/** The first article of each story. */
function firsts(ordered: Story[]): string[] {
  const seen = new Set<string>()
  return ordered
    .filter((told) => !seen.has(storyOf(told)) && seen.add(storyOf(told)))
    .map(({ article }) => article.id)
}

/** The first hit of each story. */
function distinct(hits: Hit[]): string[] {
  const seen = new Set<string>()
  return hits.filter(({ story: told }) => !seen.has(told) && seen.add(told)).map(({ id }) => id)
}

const isChosen = ({ query, filters }: Search, field: keyof Search['filters']['fields']) =>
  query !== null || filters.fields[field] !== undefined
