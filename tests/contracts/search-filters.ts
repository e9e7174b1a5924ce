import { expect, it } from 'vitest'
import type { FieldFilter, Filters } from '#core/search.ts'
import { story } from '#tests/builders.ts'
import { generateNews, generateSearches } from './generated-news.ts'
import { createNaiveSearch } from './naive-search.ts'
import { openedStore } from './opened-store.ts'
import type { OpenSearchStore } from './search-store.ts'

const NEWS = [
  story({
    id: 'talks',
    publishedAt: '2023-05-31T23:59:59-03:00',
    source: 'Courier, the',
    authors: ['Ana Silva', 'Bo Ek', 'Ana Silva'],
    place: 'São Paulo',
    title: '[Peru](country-pe)',
    body: '[Omar Quist](person-omar-quist) left [Baku](country-az).\n[Lima](country-pe) waited.',
  }),
  story({
    id: 'walks',
    publishedAt: '2023-06-01T00:00:00+14:00',
    source: 'gazette',
    authors: ['Bo Ek'],
    place: 'Washington, D.C.',
    language: 'pt-BR',
    body: '[Omar Quist](person-omar-quist) met [Lena Abara](person-lena-abara).\n[Peru](country-pe)!',
  }),
  story({
    id: 'rocks',
    publishedAt: '2023-12-31',
    source: 'gazette',
    body: '[Tin Council](org-tin-council): [Lena Abara](person-lena-abara) rests.',
  }),
  story({
    id: 'socks',
    publishedAt: null,
    source: 'Gazette',
    dateline: '[Peru](country-pe)',
    body: '[Peru](place) has [Quist](person).',
  }),
]

const GENERATED = generateNews(150)
const none: FieldFilter = { any: [], all: [], none: [] }

/** Filters of a search. */
export function testFilters(open: OpenSearchStore) {
  const few = openedStore(() => open(NEWS))
  const generated = openedStore(() => open(GENERATED))

  async function idsFor(filters: Partial<Filters>): Promise<string[]> {
    const search = { query: null, filters: { fields: {}, ...filters } }
    const page = await few().articles({ search, sort: 'newest', size: 9 })
    const found = page.items.map(({ id }) => id)
    return NEWS.map(({ article }) => article.id).filter((id) => found.includes(id))
  }

  it.each<[string, Filters['fields'], string[]]>([
    ['a source', { source: { ...none, any: ['gazette'] } }, ['walks', 'rocks']],
    ['a source with a comma', { source: { ...none, any: ['Courier, the'] } }, ['talks']],
    ['not a source', { source: { ...none, none: ['gazette'] } }, ['talks', 'socks']],
    ['one of two authors', { author: { ...none, any: ['Bo Ek', 'No One'] } }, ['talks', 'walks']],
    ['both authors', { author: { ...none, all: ['Bo Ek', 'Ana Silva'] } }, ['talks']],
    ['not an author', { author: { ...none, none: ['Ana Silva'] } }, ['walks', 'rocks', 'socks']],
    ['a place', { place: { ...none, any: ['São Paulo', 'Lima'] } }, ['talks']],
    ['a place with a comma', { place: { ...none, any: ['Washington, D.C.'] } }, ['walks']],
    ['not a place', { place: { ...none, none: ['São Paulo'] } }, ['walks', 'rocks', 'socks']],
    ['a language', { lang: { ...none, any: ['pt-BR'] } }, ['walks']],
    ['a person', { person: { ...none, any: ['person-lena-abara'] } }, ['walks', 'rocks']],
    [
      'two persons, in one sentence or not',
      { person: { ...none, all: ['person-lena-abara', 'person-omar-quist'] } },
      ['walks'],
    ],
    ['an organization', { org: { ...none, any: ['org-tin-council'] } }, ['rocks']],
    [
      'a country, but for datelines',
      { country: { ...none, any: ['country-pe'] } },
      ['talks', 'walks'],
    ],
    ['not a country', { country: { ...none, none: ['country-pe'] } }, ['rocks', 'socks']],
    ['a person that nothing names', { person: { ...none, any: ['person-no-one'] } }, []],
    [
      'not a person that nothing names',
      { person: { ...none, none: ['person-no-one'] } },
      ['talks', 'walks', 'rocks', 'socks'],
    ],
    [
      'any, all and none of one field',
      {
        country: { any: ['country-pe', 'country-az'], all: ['country-pe'], none: ['country-az'] },
      },
      ['walks'],
    ],
    [
      'several fields',
      { source: { ...none, any: ['gazette'] }, person: { ...none, none: ['person-omar-quist'] } },
      ['rocks'],
    ],
    ['a field without values', { source: none }, ['talks', 'walks', 'rocks', 'socks']],
  ])('narrows to %s', async (_, fields, ids) => {
    expect(await idsFor({ fields })).toEqual(ids)
  })

  it.each<[from: string | undefined, to: string | undefined, ids: string[]]>([
    ['2023-05-31', undefined, ['talks', 'walks', 'rocks']],
    ['2023-06-01', undefined, ['walks', 'rocks']],
    ['2023-06', undefined, ['walks', 'rocks']],
    ['2024', undefined, []],
    [undefined, '2023-05-31', ['talks']],
    [undefined, '2023-05', ['talks']],
    [undefined, '2023-06-01', ['talks', 'walks']],
    [undefined, '2023', ['talks', 'walks', 'rocks']],
    ['2023-12-31', '2023-12-31', ['rocks']],
    ['2023', '2023', ['talks', 'walks', 'rocks']],
    ['2023-06', '2023-05', []],
  ])('includes both days from %s to %s', async (from, to, ids) => {
    expect(await idsFor({ from, to })).toEqual(ids)
  })

  it.each([
    ['from', '2023-02-29'],
    ['from', '2023-13'],
    ['to', '22.06.23'],
    ['to', '2023-06-22T10:00:00Z'],
    ['to', ''],
  ])('names the parameter with an invalid date: %s %j', async (parameter, text) => {
    await expect(idsFor({ [parameter]: text })).rejects.toMatchObject({
      name: 'InvalidQueryError',
      parameter,
    })
  })

  it.each<[tie: [string, string], ids: string[]]>([
    [['country-az', 'person-omar-quist'], ['talks']],
    [['person-omar-quist', 'country-az'], ['talks']],
    [['country-pe', 'person-omar-quist'], []],
    [['country-pe', 'person-no-one'], []],
  ])('narrows to articles with a sentence that names both of %s', async (tie, ids) => {
    expect(await idsFor({ tie })).toEqual(ids)
  })

  it('keeps articles without a date', async () => {
    expect(await idsFor({ undated: true })).toEqual(['socks'])
    expect(await idsFor({ undated: true, from: '2023' })).toEqual([])
  })

  it('equals reading every article, for all kinds of filters together', async () => {
    const naive = createNaiveSearch(GENERATED)
    for (const search of generateSearches(200, GENERATED)) {
      const expected = naive.matching(search).map(({ article }) => article.id)

      const page = await generated().articles({ search, sort: 'newest', size: 1000 })

      expect(page.items.map(({ id }) => id).sort(), JSON.stringify(search)).toEqual(expected.sort())
      expect(page.total).toEqual({ value: expected.length, relation: 'eq' })
    }
  })
}
