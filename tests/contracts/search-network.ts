import { expect, it } from 'vitest'
import { queryOf } from '#tests/query-of.ts'
import type { NetworkQuery, Search } from '#core/search.ts'
import { story } from '#tests/builders.ts'
import { generateNews, generateSearches } from './generated-news.ts'
import { createNaiveSearch } from './naive-search.ts'
import { openedStore } from './opened-store.ts'
import type { OpenSearchStore } from './search-store.ts'

const NEWS = [
  story({
    id: 'talks',
    title: '[Omar Quist](person-omar-quist) in [Peru](country-pe)',
    dateline: '[LIMA](country-pe)',
    body: [
      'Tin: [Quist](person-omar-quist) met [Lima](country-pe), [Peru](country-pe), [Lena Abara](person-lena-abara).',
      '[Chile](country-cl) alone; [Lima](place); [Patel](person).',
    ].join('\n'),
  }),
  story({ id: 'walks', body: 'Tin: [Omar Quist](person-omar-quist) in [Peru](country-pe).' }),
  story({ id: 'rocks', body: 'Salt: [Lena Abara](person-lena-abara), [Chile](country-cl).' }),
]

const GENERATED = generateNews(150)

/** Entities named together in the articles of a search. */
export function testNetwork(open: OpenSearchStore) {
  const few = openedStore(() => open(NEWS))
  const generated = openedStore(() => open(GENERATED))
  const everything: Search = { query: null, filters: { fields: {} } }
  const frequent = (search: Search, size: number): NetworkQuery => {
    return { search, rank: 'frequent', size }
  }
  const about = (text: string): Search => ({ ...everything, query: queryOf(text) })

  it('returns the names of a search with the sentences and articles that name them', async () => {
    const { entities, total } = await few().network(frequent(about('tin'), 10))

    expect(entities).toMatchObject([
      { id: 'country-pe', kind: 'country', name: 'Peru', sentences: 3, articles: 2 },
      { id: 'person-omar-quist', kind: 'person', name: 'Omar Quist', sentences: 3, articles: 2 },
      { id: 'country-cl', kind: 'country', name: 'Chile', sentences: 1, articles: 1 },
      { id: 'person-lena-abara', kind: 'person', name: 'Lena Abara', sentences: 1, articles: 1 },
    ])
    expect(total).toEqual({ value: 2, relation: 'eq' })
  })

  it('returns the ties among them, and none to names left out', async () => {
    const { entities, ties } = await few().network(frequent(about('tin'), 2))

    expect(entities.map(({ id }) => id)).toEqual(['country-pe', 'person-omar-quist'])
    expect(ties).toMatchObject([
      { a: 'country-pe', b: 'person-omar-quist', sentences: 3, articles: 2 },
    ])
  })

  it('returns nothing if nothing matches, and no names for a size of 0', async () => {
    expect(await few().network(frequent(about('absent'), 10))).toMatchObject({
      ...{ entities: [], ties: [], total: { value: 0, relation: 'eq' } },
    })
    expect(await few().network(frequent(everything, 0))).toMatchObject({
      ...{ entities: [], ties: [], total: { value: 3, relation: 'eq' } },
    })
  })

  it('says how much more often a name occurs than in the whole archive', async () => {
    const { entities } = await few().network({ search: about('salt'), rank: 'telling', size: 9 })

    // Salt has one article of two sentences with its title, all have seven; Abara is in two of
    // these, Chile too.
    expect(entities).toMatchObject([
      { id: 'country-cl', lift: 1 / 2 / (2 / 7) },
      { id: 'person-lena-abara', lift: 1 / 2 / (2 / 7) },
    ])
  })

  it('ranks names typical of the result before frequent ones', async () => {
    const telling = { search: about('tin'), rank: 'telling', size: 9 } as const
    const { entities } = await few().network(telling)

    expect(entities.map(({ id }) => id)).toEqual([
      'country-pe',
      'person-omar-quist',
      'country-cl',
      'person-lena-abara',
    ])
    expect(entities.map(({ lift }) => lift > 1)).toEqual([true, true, false, false])
  })

  it('returns the ties among given entities, without those that the result does not name', async () => {
    const among = ['person-omar-quist', 'person-lena-abara', 'country-nowhere']
    const { entities, ties } = await few().network({ ...frequent(about('tin'), 9), among })

    expect(entities.map(({ id, sentences }) => [id, sentences])).toEqual([
      ['person-omar-quist', 3],
      ['person-lena-abara', 1],
    ])
    expect(ties).toMatchObject([
      { a: 'person-lena-abara', b: 'person-omar-quist', sentences: 1, articles: 1 },
    ])
    const none = await few().network({ ...frequent(about('tin'), 9), among: [] })
    expect(none).toMatchObject({ entities: [], ties: [] })
  })

  it('reports the same version as other answers', async () => {
    const { version } = await few().network(frequent(everything, 1))

    expect(version).toBe((await few().status()).version)
  })

  it('equals reading every sentence, under any filter, with and without lists', async () => {
    const naive = createNaiveSearch(GENERATED)
    for (const [i, search] of [everything, ...generateSearches(80, GENERATED)].entries()) {
      const lists = i % 3 === 0
      const expected = naive.network(search, lists)
      for (const size of [4, 60]) {
        const query = { ...frequent(search, size), lists }
        const { entities, ties, total } = await generated().network(query)

        const shown = new Set(entities.map(({ id }) => id))
        expect(entities).toMatchObject(expected.entities.slice(0, size))
        expect(shown.size).toBe(Math.min(size, expected.entities.length))
        const expectedTies = expected.ties.filter(({ a, b }) => shown.has(a) && shown.has(b))
        expect(ties).toEqual(expectedTies)
        expect(total.value).toBe(naive.matching(search).length)
      }
    }
  })
}
