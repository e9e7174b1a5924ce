import { expect, it } from 'vitest'
import { FACETS, type Facet } from '#core/fields.ts'
import { type Query, leavesOf } from '#core/query/tree.ts'
import { queryOf } from '#tests/query-of.ts'
import type { Facets, FacetsQuery, FieldFilter, Histogram, Search } from '#core/search.ts'
import { words } from '#core/text.ts'
import { type Story, story } from '#tests/builders.ts'
import { generateNews, generateSearches } from './generated-news.ts'
import { createNaiveSearch, valuesOf } from './naive-search.ts'
import { openedStore } from './opened-store.ts'
import type { OpenSearchStore } from './search-store.ts'

const NEWS = [
  story({
    id: 'a',
    source: 'courier',
    // Already June in UTC.
    publishedAt: '2023-05-31T23:59:59-05:00',
    place: 'Lima',
    body: 'Talks on tin.',
  }),
  story({
    id: 'b',
    source: 'gazette',
    publishedAt: '2023-06-02',
    place: 'Lima',
    body: '[Peru](country-pe), and [Lima](country-pe) again.\n[Peru](country-pe)! [Cusco](place-pe-cusco)',
  }),
  story({
    id: 'c',
    source: 'gazette',
    publishedAt: null,
    place: 'Antofagasta',
    body: '[Chile](country-cl) on tin, in [Cusco](place-pe-cusco) and on the [coast](place).',
  }),
  story({ id: 'd', source: 'atlas', publishedAt: '2023-05-31T00:00:00Z', body: 'Talks.' }),
]

const GENERATED = generateNews(150)

/** Counts of articles by value and over time. */
export function testCounts(open: OpenSearchStore) {
  const few = openedStore(() => open(NEWS))
  const generated = openedStore(() => open(GENERATED))
  const naive = createNaiveSearch(GENERATED)
  const searches = generateSearches(80, GENERATED)
  const valuesOfAll = new Map(
    FACETS.map((field) => [
      field,
      [...new Set(GENERATED.flatMap((each) => valuesOf(each, field)))],
    ]),
  )

  const everything: Search = { query: null, filters: { fields: {} } }
  const asked = (query: Partial<FacetsQuery>): FacetsQuery => ({
    search: everything,
    fields: [],
    size: 10,
    histogram: false,
    ...query,
  })

  it('lists the values of a field, most articles first, equal ones sorted', async () => {
    const { facets, histogram, total } = await few().facets(
      asked({ fields: ['country', 'source'] }),
    )

    expect(facets).toEqual([
      {
        field: 'country',
        values: [
          { value: 'country-cl', name: 'Chile', count: 1 },
          { value: 'country-pe', name: 'Peru', count: 1 },
        ],
        total: { value: 2, relation: 'eq' },
      },
      {
        field: 'source',
        values: [
          { value: 'gazette', name: 'gazette', count: 2 },
          { value: 'atlas', name: 'atlas', count: 1 },
          { value: 'courier', name: 'courier', count: 1 },
        ],
        total: { value: 3, relation: 'eq' },
      },
    ])
    expect(histogram).toBeNull()
    expect(total).toEqual({ value: 4, relation: 'eq' })
  })

  it('counts dateline places, and articles without one nowhere', async () => {
    const { facets } = await few().facets(asked({ fields: ['place'] }))

    expect(facets[0]).toEqual({
      field: 'place',
      values: [
        { value: 'Lima', name: 'Lima', count: 2 },
        { value: 'Antofagasta', name: 'Antofagasta', count: 1 },
      ],
      total: { value: 2, relation: 'eq' },
    })
  })

  it('counts cities by their ids, and shows their names', async () => {
    const { facets } = await few().facets(asked({ fields: ['city'], named: 'cus' }))

    expect(facets[0]).toEqual({
      field: 'city',
      values: [{ value: 'place-pe-cusco', name: 'Cusco', count: 2 }],
      total: { value: 1, relation: 'eq' },
    })
  })

  it('returns as many values as requested, and says how many there are', async () => {
    const { facets } = await few().facets(asked({ fields: ['source'], size: 1 }))

    expect(facets[0]!.values.map(({ value }) => value)).toEqual(['gazette'])
    expect(facets[0]!.total).toEqual({ value: 3, relation: 'eq' })
  })

  it('finds values by the beginnings of words of their names', async () => {
    const { facets } = await few().facets(
      asked({ fields: ['country', 'place', 'source'], size: 1, named: 'CHI' }),
    )

    expect(
      facets.map(({ values, total }) => [values.map(({ name }) => name), total.value]),
    ).toEqual([
      [['Chile'], 1],
      [[], 0],
      [[], 0],
    ])
  })

  it('keeps chosen values in the list, even if no article has them', async () => {
    const source = { any: ['courier'], all: ['nowhere'], none: ['atlas'] }
    const search = { query: queryOf('tin'), filters: { fields: { source } } }
    const { facets } = await few().facets(asked({ search, fields: ['source'], size: 1 }))

    const counts = facets[0]!.values.map(({ value, count }) => [value, count])
    expect(counts).toContainEqual(['courier', 1])
    expect(counts).toContainEqual(['nowhere', 0])
    expect(counts).toContainEqual(['atlas', 0])
    expect(counts).toHaveLength(3)
  })

  it('names a chosen entity that no matching article names', async () => {
    const country = { any: ['country-pe'], all: [], none: [] }
    const search = { query: queryOf('tin'), filters: { fields: { country } } }
    const { facets } = await few().facets(asked({ search, fields: ['country'] }))

    expect(facets[0]!.values).toContainEqual({
      value: 'country-pe',
      name: 'Peru',
      count: 0,
      chosen: 'included',
    })
  })

  it('counts for each value the result of choosing it, or of no longer excluding it', async () => {
    for (const search of searches) {
      const { facets, total } = await generated().facets(
        asked({ search, fields: [...FACETS], size: 50 }),
      )

      expect(total.value).toBe(naive.matching(search).length)
      for (const { field, values } of facets) {
        for (const { value, count } of values) {
          const choosing = whenChosen(search, field, value)
          const state = `${field} ${value} ${JSON.stringify(search)}`
          expect(count, state).toBe(naive.matching(choosing).length)
        }
      }
    }
  })

  it('leaves no value out', async () => {
    for (const search of searches) {
      const { facets } = await generated().facets(asked({ search, fields: [...FACETS], size: 50 }))

      for (const { field, values, total } of facets) {
        const counted = valuesOfAll.get(field)!.filter((value) => {
          return naive.matching(whenChosen(search, field, value)).length > 0
        })
        const own = search.filters.fields[field] ?? NO_VALUES
        const listed = values.map(({ value }) => value)
        const excluded = values.flatMap(({ value, chosen }) =>
          chosen === 'excluded' ? [value] : [],
        )
        const existing = counted.filter((value) => !isExcluded(search, field, value))

        expect(total).toEqual({ value: existing.length, relation: 'eq' })
        expect(listed).toEqual(expect.arrayContaining([...own.any, ...own.all, ...own.none]))
        expect(listed).toEqual(expect.arrayContaining(existing))
        expect(excluded.every((value) => isExcluded(search, field, value))).toBe(true)
      }
    }
  })

  it('counts by day, including days without articles, next to the whole archive', async () => {
    const search = { ...everything, query: queryOf('tin OR peru') }
    const { histogram } = await few().facets(asked({ search, histogram: true }))

    expect(histogram).toEqual({
      interval: 'day',
      buckets: [
        { key: '2023-05-31', count: 1, all: 2 },
        { key: '2023-06-01', count: 0, all: 0 },
        { key: '2023-06-02', count: 1, all: 1 },
      ],
      undated: 1,
    })
  })

  it('has no histogram if no article has a date', async () => {
    const search = { ...everything, query: queryOf('chile') }
    const { histogram } = await few().facets(asked({ search, histogram: true }))

    expect(histogram).toMatchObject({ buckets: [], undated: 1 })
  })

  it('counts every article of a search once over time', async () => {
    const intervals = new Set<string>()
    for (const search of searches) {
      const { histogram } = await generated().facets(asked({ search, histogram: true }))
      const dates = naive.matching(search).flatMap(({ article }) => article.publishedAt ?? [])
      const undated = naive.matching(search).length - dates.length

      expect(histogram!.undated).toBe(undated)
      if (dates.length > 0) intervals.add(histogram!.interval)
      for (const { key, count, all } of histogram!.buckets) {
        const isCounted = (date: string) => isIn(date.slice(0, 10), key, histogram!.interval)
        expect(count).toBe(dates.filter(isCounted).length)
        expect(all).toBe(datesOf(GENERATED).filter(isCounted).length)
      }
      expect(sum(histogram!)).toBe(dates.length)
      const keys = histogram!.buckets.map(({ key }) => key)
      expect(keys).toEqual([...new Set(keys)].sort())
    }
    expect(intervals).toEqual(new Set(['day', 'week', 'month']))
  })
}

const NO_VALUES: FieldFilter = { any: [], all: [], none: [] }

const typedParts = ({ query }: Search): Query[] =>
  query?.type === 'and' ? query.parts : query ? [query] : []

/** Parts of the query about values of the field; for `not`, what it excludes. */
function typedFilters(search: Search, field: Facet, isNegative: boolean): Query[] {
  return typedParts(search).filter((part) => {
    const isOwn = leavesOf(part).every(
      (leaf) => (leaf.type === 'value' || leaf.type === 'entity') && leaf.field === field,
    )
    return isOwn && (part.type === 'not') === isNegative
  })
}

function isAbout(inner: Query, value: string): boolean {
  if (inner.type === 'not') return isAbout(inner.part, value)
  if (inner.type === 'or') return inner.parts.some((part) => isAbout(part, value))
  if (inner.type === 'entity') return inner.ids!.includes(value)
  const found = words(value).map(({ word }) => word)
  return inner.type === 'value' && found.join(' ').includes(inner.words.join(' '))
}

function isExcluded(search: Search, field: Facet, value: string): boolean {
  const { none } = search.filters.fields[field] ?? NO_VALUES
  return (
    none.includes(value) || typedFilters(search, field, true).some((part) => isAbout(part, value))
  )
}

/** The search after choosing the value, as `FacetCounts` says. */
function whenChosen(search: Search, field: Facet, value: string): Search {
  const { any, all, none } = search.filters.fields[field] ?? NO_VALUES
  const [included, excluded] = [false, true].map((each) => typedFilters(search, field, each))
  const changed = (filter: FieldFilter, gone: Query[]): Search => {
    const parts = typedParts(search).filter((part) => !gone.includes(part))
    const query: Query | null = parts.length > 0 ? { type: 'and', parts, start: 0, end: 0 } : null
    const fields = { ...search.filters.fields, [field]: filter }
    return { query, filters: { ...search.filters, fields } }
  }
  if (isExcluded(search, field, value)) {
    const rest = none.filter((each) => each !== value)
    return changed(
      { any, all, none: rest },
      excluded!.filter((part) => isAbout(part, value)),
    )
  }
  const mustAllHold = any.length === 0 && (all.length > 0 || included!.length > 1)
  return mustAllHold
    ? changed({ any, all: [...all, value], none }, [])
    : changed({ any: [value], all: [], none }, included!)
}

const datesOf = (stories: Story[]) => stories.flatMap(({ article }) => article.publishedAt ?? [])

const sum = ({ buckets }: NonNullable<Facets['histogram']>) =>
  buckets.reduce((total, { count }) => total + count, 0)

/** Whether a day is in the bucket; the key of a week is its Monday. */
function isIn(day: string, key: string, interval: Histogram['interval']): boolean {
  if (interval !== 'week') return day.startsWith(key)
  const days = (Date.parse(day) - Date.parse(key)) / 86_400_000
  return days >= 0 && days < 7
}
