import { expect, it } from 'vitest'
import { TIE_SORTS, type TiesQuery } from '#core/graph.ts'
import type { Search } from '#core/search.ts'
import { everyPage } from './every-page.ts'
import { generateNews, generateSearches } from './generated-news.ts'
import { type NaiveGraph, createNaiveGraph } from './naive-graph.ts'
import { createNaiveSearch } from './naive-search.ts'
import { openedStore } from './opened-store.ts'
import type { OpenSearchStore } from './search-store.ts'

const GENERATED = generateNews(150)
const ENTITIES = ['country-az', 'person-omar-quist', 'person-no-one']
const everything: Search = { query: null, filters: { fields: {} } }

/** The ties of an entity in the articles of a search. */
export function testSearchTies(open: OpenSearchStore) {
  const store = openedStore(() => open(GENERATED))
  const tiesOf = (entity: string, search: Search) => (query: TiesQuery) =>
    store().ties({ ...query, entity, search })

  it('equal reading every sentence, under any filter', async () => {
    const naive = createNaiveSearch(GENERATED)
    for (const search of [everything, ...generateSearches(40, GENERATED)]) {
      const graph = createNaiveGraph(naive.matching(search))
      for (const entity of ENTITIES) {
        const expected = graph.entities
          .filter(({ id }) => id !== entity)
          .map(({ id }) => ({
            id,
            ...spreadOf(graph, entity, id),
            months: graph.months(entity, id),
          }))
          .filter(({ sentences }) => sentences > 0)
        const found = await everyPage(tiesOf(entity, search), { sort: 'sentences', size: 30 })

        const rows = found.map(({ entity: { id }, sentences, articles, first, last, months }) => {
          return { id, sentences, articles, first, last, months }
        })
        expect(rows.sort((x, y) => (x.id < y.id ? -1 : 1))).toEqual(expected)
      }
    }
  })

  it.each(TIE_SORTS)('come page by page in the order of the graph, by %s', async (sort) => {
    for (const entity of ENTITIES) {
      const whole = await tiesOf(entity, everything)({ sort, size: 100 })
      const paged = await everyPage(tiesOf(entity, everything), { sort, size: 4 })

      expect(paged).toEqual(whole.items)
      expect(whole.total.value).toBe(whole.items.length)
    }
  })

  it('describe one pair like reading every sentence, even one that shares none', async () => {
    const naive = createNaiveSearch(GENERATED)
    const pairs: [string, string][] = [
      ['country-az', 'person-omar-quist'],
      ['person-lena-abara', 'org-tin-council'],
      ['country-pe', 'person-no-one'],
    ]
    for (const search of [everything, ...generateSearches(30, GENERATED)]) {
      const matching = naive.matching(search)
      const graph = createNaiveGraph(matching)
      for (const [a, b] of pairs) {
        const tie = await store().tie({ entities: [b, a], search })
        const naming = matching.filter(({ reading }) =>
          [a, b].every((id) =>
            reading.mentions.some((m) => m.entity === id && m.sentence !== null),
          ),
        )

        expect(tie).toMatchObject({ ...spreadOf(graph, a, b), months: graph.months(a, b) })
        expect(tie.sharedArticles).toBe(naming.length)
        expect(tie.sources.reduce((sum, { articles }) => sum + articles, 0)).toBe(tie.articles)
      }
    }
  })

  it('can be limited by kind, entity and number of articles', async () => {
    const all = await tiesOf('country-az', everything)({ sort: 'strength', size: 100 })
    const [first] = all.items
    const query = { sort: 'strength', size: 100, minArticles: 3 } as const
    const few = await tiesOf(
      'country-az',
      everything,
    )({
      ...query,
      kinds: ['person'],
      exclude: [first!.entity.id],
    })

    expect(few.items).toEqual(
      all.items.filter(
        ({ entity, articles }) =>
          entity.kind === 'person' && articles >= 3 && entity.id !== first!.entity.id,
      ),
    )
    expect(few.totals.person).toBe(few.total.value)
  })
}

/** Stories are not counted within a search. */
function spreadOf(graph: NaiveGraph, a: string, b: string) {
  const { sentences, articles, first, last } = graph.spread(a, b)
  return { sentences, articles, first, last }
}
