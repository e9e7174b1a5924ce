import { expect, it } from 'vitest'
import { InvalidQueryError } from '#core/errors.ts'
import { bestFirst } from '#core/graph/evidence-ranking.ts'
import { EVERYTHING, type Evidence, type EvidenceQuery } from '#core/search.ts'
import { story } from '#tests/builders.ts'
import { generateNews, generateSearches } from './generated-news.ts'
import { createNaiveSearch, byDate } from './naive-search.ts'
import { everyPage } from './every-page.ts'
import { openedStore } from './opened-store.ts'
import type { OpenSearchStore } from './search-store.ts'

const NEWS = [
  story({
    id: 'talks',
    publishedAt: '2023-06-22',
    source: 'gazette',
    title: '[Quist](person-omar-quist) back in [Baku](country-az)',
    dateline: '[BAKU](country-az)',
    body: [
      'He thanked [Azerbaijan](country-az), and [Baku](country-az) him: [Omar Quist](person-omar-quist).',
      '[Azerbaijan](country-az) alone; [Baku](place); [Quist](person).',
    ].join('\n'),
  }),
  story({ id: 'walks', publishedAt: null, body: '[Omar Quist](person-omar-quist) rests.' }),
]

const listing = (id: string, entities: number) =>
  story({
    id,
    body: Array.from({ length: entities }, (_, i) => `[Member ${i}](person-member-${i})`).join(
      ', ',
    ),
  })

const GENERATED = generateNews(150)
const ENTITIES: EvidenceQuery['entities'][] = [
  ['country-az'],
  ['person-omar-quist'],
  ['place-pe-lima'],
  ['country-pe', 'org-tin-council'],
  ['org-harbour-union', 'country-az'],
]

/** The sentences behind a number. */
export function testEvidence(open: OpenSearchStore) {
  const few = openedStore(() => open(NEWS))
  const generated = openedStore(() => open(GENERATED))

  const list = (query: Partial<EvidenceQuery> & Pick<EvidenceQuery, 'entities'>) =>
    few().evidence({ search: EVERYTHING, sort: 'newest', size: 10, ...query })

  it('shows the sentences that name an entity, with its names marked', async () => {
    const { items, total } = await list({ entities: ['country-az'] })

    expect(total).toEqual({ value: 3, relation: 'eq' })
    expect(items.map(({ sentence, text }) => [sentence, text])).toEqual([
      [0, 'Quist back in Baku'],
      [1, 'He thanked Azerbaijan, and Baku him: Omar Quist.'],
      [2, 'Azerbaijan alone; Baku; Quist.'],
    ])
    expect(items.map(marked)).toEqual([
      [['country-az', 'Baku']],
      [
        ['country-az', 'Azerbaijan'],
        ['country-az', 'Baku'],
      ],
      [['country-az', 'Azerbaijan']],
    ])
    expect(items[0]!.article).toEqual({
      id: 'talks',
      title: 'Quist back in Baku',
      publishedAt: '2023-06-22',
      source: 'gazette',
    })
  })

  it('shows only the sentences with this spelling of a name, as many as its alias counts', async () => {
    const { items, total } = await list({ entities: ['country-az'], written: 'Baku' })

    expect(total.value).toBe(2)
    expect(items.map(({ sentence }) => sentence)).toEqual([0, 1])
    expect((await list({ entities: ['country-az'], written: 'baku' })).total.value).toBe(0)
  })

  it('shows the sentences that name both, in either order', async () => {
    const one = await list({ entities: ['country-az', 'person-omar-quist'] })
    const other = await list({ entities: ['person-omar-quist', 'country-az'] })

    expect(one.items.map(({ sentence }) => sentence)).toEqual([0, 1])
    expect(one.items.map(marked)[1]).toEqual([
      ['country-az', 'Azerbaijan'],
      ['country-az', 'Baku'],
      ['person-omar-quist', 'Omar Quist'],
    ])
    expect(other).toEqual(one)
  })

  it('treats a sentence of eight entities or more as a list, which makes ties only if lists are requested', async () => {
    const store = await open([listing('seven', 7), listing('eight', 8), listing('endless', 41)])
    const ids = ['person-member-0', 'person-member-1'] as const
    const search = EVERYTHING
    const query = { search, sort: 'oldest', size: 10 } as const
    const together: EvidenceQuery['entities'] = [...ids]
    const tie: [string, string] = [...ids]
    const total = async (asked: Promise<{ total: { value: number } }>) => (await asked).total.value

    const evidence = await store.evidence({ ...query, entities: together })
    const listed = await store.evidence({ ...query, entities: together, lists: true })
    const { entities, ties } = await store.network({ search, rank: 'frequent', size: 2 })
    const narrowed = { query: null, filters: { fields: {}, tie } }

    expect(await total(store.evidence({ ...query, entities: [ids[0]] }))).toBe(3)
    expect(evidence.items.map(({ article }) => article.id)).toEqual(['seven'])
    expect(listed.items.map(({ article }) => article.id)).toEqual(['eight', 'seven'])
    expect(listed.total.value).toBe(2)
    expect(await store.tie({ entities: tie, search })).toMatchObject({ sentences: 1, inLists: 1 })
    expect(await store.tie({ entities: tie, search, lists: true })).toMatchObject({
      ...{ sentences: 2, articles: 2, inLists: 1 },
    })
    const tied = { entity: ids[0], search, sort: 'sentences', size: 9 } as const
    expect((await store.ties(tied)).total.value).toBe(6)
    expect((await store.ties({ ...tied, lists: true })).total.value).toBe(7)
    expect(evidence.total.value).toBe(1)
    expect(entities.map(({ sentences }) => sentences)).toEqual([3, 3])
    expect(ties).toMatchObject([{ sentences: 1, articles: 1 }])
    expect(await total(store.articles({ search: narrowed, sort: 'oldest', size: 0 }))).toBe(1)
    await store.close()
  })

  it.each<EvidenceQuery['entities'][]>([
    [['person-no-one']],
    [['person-no-one', 'country-az']],
    [['country-az', 'person-no-one']],
  ])('shows nothing for a name that does not occur: %s', async (...entities) => {
    const found = await list({ entities: entities.flat() as EvidenceQuery['entities'] })

    expect(found).toMatchObject({ items: [], next: null, total: { value: 0, relation: 'eq' } })
  })

  it('returns only the count for a page of size 0', async () => {
    expect(await list({ entities: ['country-az'], size: 0 })).toMatchObject({
      items: [],
      next: null,
      total: { value: 3 },
    })
  })

  it('refuses an invalid cursor', async () => {
    const asked = list({ entities: ['country-az'], cursor: 'nonsense' })

    await expect(asked).rejects.toBeInstanceOf(InvalidQueryError)
  })

  it('lists the same sentences by relevance, page by page, with repeats last', async () => {
    for (const search of generateSearches(10, GENERATED)) {
      for (const entities of ENTITIES) {
        const query = { entities, search, size: 8 }
        const list = (asked: EvidenceQuery) => generated().evidence(asked)
        const newest = await everyPage(list, { ...query, sort: 'newest' as const })
        const best = await everyPage(list, { ...query, sort: 'best' as const })

        expect(best).toEqual(bestFirst(newest, entities))
      }
    }
  })

  it('lists the best sentence of each story, page by page', async () => {
    for (const entities of ENTITIES) {
      const query = { entities, search: EVERYTHING, size: 3, sort: 'best' as const }
      const list = (asked: EvidenceQuery) => generated().evidence(asked)
      const best = await everyPage(list, query)
      const firsts = best.filter(
        ({ story }, i) => best.findIndex((other) => other.story === story) === i,
      )

      expect(await everyPage(list, { ...query, fold: true })).toEqual(firsts)
      const { total } = await list({ ...query, fold: true })
      expect(total).toEqual({ value: firsts.length, relation: 'eq' })
    }
  })

  it.each(['newest', 'oldest'] as const)(
    'pages through all sentences, %s first, within any search',
    async (sort) => {
      const naive = createNaiveSearch(GENERATED)
      for (const search of generateSearches(30, GENERATED)) {
        for (const entities of ENTITIES) {
          const places = naive.evidence(entities, search)
          const order = byDate([...new Set(places.map(({ story }) => story))], sort)
          const expected = order.flatMap((each) =>
            places
              .filter(({ story }) => story === each)
              .map(({ sentence }) => [each.article.id, sentence]),
          )

          const query = { entities, search, sort, size: 8 }
          const found = await everyPage(
            (asked: EvidenceQuery) => generated().evidence(asked),
            query,
          )

          expect(found.map(({ article, sentence }) => [article.id, sentence])).toEqual(expected)
          for (const item of found) expect(namesIn(item)).toEqual(new Set(entities))
        }
      }
    },
  )
}

const marked = ({ text, spans }: Evidence) =>
  spans.map(({ start, end, entity }) => [entity, text.slice(start, end)])

const namesIn = ({ spans }: Evidence) => new Set(spans.map(({ entity }) => entity))
