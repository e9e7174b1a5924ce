import { expect, it } from 'vitest'
import type { EvidenceQuery, Search } from '#core/search.ts'
import { queryOf } from '#tests/query-of.ts'
import { story } from '#tests/builders.ts'
import { openedStore } from './opened-store.ts'
import type { OpenSearchStore } from './search-store.ts'

const QUIST = 'person-omar-quist'
const MEMBERS = Array.from({ length: 6 }, (_, i) => `[Member ${i}](person-member-${i})`)

/** The archive links Quist in all but the first, and there in its second sentence too. */
const NEWS = [
  story({
    id: 'full',
    body: [
      '[Omar Quist](person-omar-quist) was in [Peru](country-pe).',
      'There [Peru](country-pe) heard [Quist](person-omar-quist?).',
    ].join('\n'),
  }),
  story({
    id: 'short',
    body: '[Quist](person-omar-quist?) left [Peru](country-pe).\n[Quist](person-omar-quist?) sold.',
    quotations: [{ speaker: QUIST, source: 'Quist', cue: 'sold', content: 'left' }],
  }),
  // Eight names make it a list, also without the one that is linked.
  story({
    id: 'list',
    body: `${MEMBERS.join(', ')}, [Peru](country-pe), [Quist](person-omar-quist?).`,
  }),
]

/** Leaving out the names that the archive alone linked. */
export function testStated(open: OpenSearchStore) {
  const store = openedStore(() => open(NEWS))
  const stated = (search: Partial<Search> = {}): Search => ({
    query: search.query ?? null,
    filters: { fields: {}, ...search.filters, stated: true },
  })
  const found = async (search: Search) => {
    const { items, total } = await store().articles({ search, sort: 'newest', size: 9 })
    expect(total.value).toBe(items.length)
    return items.map(({ id }) => id)
  }
  const evidence = (entities: EvidenceQuery['entities'], lists = false) =>
    store().evidence({ entities, lists, search: stated(), sort: 'oldest', size: 9 })

  it('finds no article by a linked name, however it is asked for', async () => {
    const naming = { fields: { person: { any: [QUIST], all: [], none: [] } } }
    const none = { fields: { person: { any: [], all: [], none: [QUIST] } } }
    const tie: [string, string] = [QUIST, 'country-pe']

    expect(await found({ query: null, filters: naming })).toHaveLength(3)
    for (const search of [
      { filters: naming },
      { filters: { fields: {}, tie } },
      { query: queryOf(`person:${QUIST}`) },
      { query: queryOf(`entity:${QUIST}`) },
      { query: queryOf(`same(person:${QUIST} peru)`) },
    ]) {
      expect(await found(stated(search))).toEqual(['full'])
    }
    expect(await found(stated({ filters: none }))).toEqual(['list', 'short'])
    expect(await found(stated())).toHaveLength(3)
  })

  it('counts as many as it lists', async () => {
    const { facets } = await store().facets({
      ...{ search: stated(), fields: ['person', 'country'], size: 9, histogram: false },
    })
    const counted = new Map(
      facets.flatMap(({ values }) => values.map(({ value, count }) => [value, count])),
    )

    expect([counted.get(QUIST), counted.get('country-pe')]).toEqual([1, 3])
    expect((await evidence([QUIST])).total.value).toBe(1)
    expect((await evidence(['country-pe', QUIST])).total.value).toBe(1)
    expect((await evidence(['country-pe', QUIST], true)).total.value).toBe(1)
  })

  it('marks the linked names of a sentence', async () => {
    const query = { entities: [QUIST], search: stated(), sort: 'oldest', size: 9 } as const
    const marks = async (asked: Search) =>
      (await store().evidence({ ...query, entities: [QUIST], search: asked })).items.map(
        ({ spans }) => spans[0]!.inferred,
      )

    expect(await marks({ query: null, filters: { fields: {} } })).toEqual([
      ...[undefined, true, true],
      ...[true, true],
    ])
    expect(await marks(stated())).toEqual([undefined])
  })

  it('draws the network and the ties of what is left, lists staying lists', async () => {
    const search = stated()
    const { entities, ties } = await store().network({ search, rank: 'frequent', size: 9 })
    const of = { entity: 'country-pe', search, sort: 'sentences', size: 9 } as const

    expect(entities.find(({ id }) => id === QUIST)).toMatchObject({ sentences: 1, lift: 1 })
    expect(ties).toMatchObject([{ a: 'country-pe', b: QUIST, sentences: 1 }])
    expect((await store().ties(of)).items).toMatchObject([{ entity: { id: QUIST }, sentences: 1 }])
    expect((await store().ties({ ...of, lists: true })).items).toHaveLength(7)
    expect(await store().tie({ entities: ['country-pe', QUIST], search })).toMatchObject({
      ...{ sentences: 1, articles: 1, inLists: 0, sharedArticles: 1 },
    })
  })

  it('names on a hit only what its article states, and quotes nobody that is linked', async () => {
    const { items } = await store().articles({ search: stated(), sort: 'newest', size: 9 })
    const { filters } = stated()
    const quotes = { entity: QUIST, sort: 'newest', size: 9 } as const

    const quist = items.flatMap(({ entities }) => entities.filter(({ id }) => id === QUIST))
    expect(quist).toMatchObject([{ count: 1 }])
    expect((await store().quotes({ ...quotes, filters: { fields: {} } })).total.value).toBe(1)
    expect((await store().quotes({ ...quotes, filters })).total.value).toBe(0)
  })
}
