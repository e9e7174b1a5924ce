// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ENTITY_KINDS, type EntityKind } from '#core/article.ts'
import { TIE_SORTS } from '#core/graph.ts'
import { FACETS } from '#core/fields.ts'
import { ARTICLE_SORTS, EVIDENCE_SORTS } from '#core/search.ts'
import { VIEWS, searchFor, defaultSort } from '../search/search-state.ts'
import { type Route, articleHref, entityHref, hrefOf, readRoute, tieHref } from './route.ts'

const read = (href: string) => readRoute(new URL(href, 'http://dateline.test'))

describe('readRoute', () => {
  it('reads a search as it is written by hand', () => {
    const route = read(
      '/search?q="grain deal"&country=country-ua,-country-ru&to=2022-12&sort=newest',
    )

    expect(route).toMatchObject({
      name: 'search',
      search: {
        q: '"grain deal"',
        from: '',
        to: '2022-12',
        fields: { country: { any: ['country-ua'], all: [], none: ['country-ru'] } },
        sort: 'newest',
      },
    })
  })

  it('splits a list before it decodes, so that names may hold commas', () => {
    const route = read('/search?source=Post%2C+Morning,Echo')

    expect(route).toMatchObject({
      search: { fields: { source: { any: ['Post, Morning', 'Echo'] } } },
    })
  })

  it('tells a name that begins with a minus from one that is excluded', () => {
    const fields = { source: { any: ['-30-'], all: [], none: ['-1-'] } }
    const href = hrefOf({ name: 'search', search: searchFor({ fields }), selected: null })

    expect(href).toBe('/search?source=%2D30-,-%2D1-')
    expect(read(href)).toMatchObject({ search: { fields } })
  })

  it('puts the smaller id of a tie first', () => {
    expect(read('/tie/person-b/country-a')).toMatchObject({ a: 'country-a', b: 'person-b' })
    expect(tieHref('person-b', 'country-a')).toBe('/tie/country-a/person-b')
  })

  it.each(['/nowhere', '/article', '/tie/one', '/article/a/b', '/search/x'])(
    'finds no screen at %s',
    (href) => {
      expect(read(href)).toEqual({ name: 'missing' })
    },
  )

  it('leaves out what makes no sense', () => {
    expect(hrefOf(read('/search?q=&sort=loudest&tie=only-one'))).toBe('/search')
    expect(hrefOf(read('/article/a?s=two'))).toBe('/article/a')
    expect(hrefOf(read('/entity/a?tab=sentences&kind=person&sort=oldest'))).toBe(
      '/entity/a?tab=sentences&sort=oldest',
    )
  })

  it('keeps the search that an article was opened from, even one of everything', () => {
    const kept = searchFor({ q: 'dam', cursor: 'x' })

    expect(articleHref('a', { search: kept })).toBe('/article/a?q=dam&sort=relevance&cursor=x')
    expect(read('/article/a?q=dam&sort=relevance&cursor=x')).toMatchObject({ search: kept })
    expect(read('/article/a?sort=newest')).toMatchObject({ search: searchFor({}) })
    expect(read('/article/a?s=3')).toMatchObject({ search: null })
  })

  it('survives an address that is badly encoded', () => {
    expect(read('/search?q=100%')).toMatchObject({ search: { q: '100%' } })
  })
})

describe('hrefOf', () => {
  it('leaves out defaults and stays readable', () => {
    expect(articleHref('turan-12', { sentence: 3 })).toBe('/article/turan-12?s=3')
    expect(entityHref('person-a', { sort: 'recent', kinds: ['country'] })).toBe(
      '/entity/person-a?sort=recent&kind=country',
    )
  })

  it('is undone by readRoute, and canonical, for any screen', () => {
    fc.assert(
      fc.property(routes(), (route) => {
        const href = hrefOf(route)
        const url = new URL(href, 'http://dateline.test')

        expect(readRoute(url)).toEqual(route)
        expect(url.pathname + url.search).toBe(href)
      }),
      { numRuns: 500 },
    )
  })
})

function routes(): fc.Arbitrary<Route> {
  const text = fc.string({ unit: 'binary', maxLength: 12 }).map((value) => value.trim())
  const name = text.filter((value) => value !== '' && value !== '.' && value !== '..')
  const month = fc.constantFrom('', '2023-06', '1987-12')
  const cursor = fc.option(text.filter((value) => value !== ''))
  const kinds = fc.subarray([...ENTITY_KINDS])
  const list = fc.uniqueArray(name, { maxLength: 3 })
  const filter = fc
    .record({ any: list, all: list, none: list })
    .filter(({ any, all, none }) => any.length + all.length + none.length > 0)
  const pair = fc.uniqueArray(name, { minLength: 2, maxLength: 2 }).map((ids) => ids.sort())
  const search = fc
    .record({
      q: text,
      from: text,
      to: text,
      undated: fc.boolean(),
      fields: fc.dictionary(fc.constantFrom(...FACETS), filter, { noNullPrototype: true }),
      tie: fc.option(pair as fc.Arbitrary<[string, string]>),
      story: fc.constantFrom(null, 'story-7'),
      inferred: fc.boolean(),
      match: fc.option(fc.constantFrom('all' as const, 'most' as const, 'any' as const)),
      sort: fc.option(fc.constantFrom(...ARTICLE_SORTS)),
      cursor,
      fold: fc.boolean(),
      view: fc.constantFrom(...VIEWS),
    })
    .map((state) => ({ ...state, sort: state.sort === defaultSort(state.q) ? null : state.sort }))
  const order = fc.constantFrom(...EVIDENCE_SORTS)
  return fc.oneof(
    fc.constantFrom<Route>({ name: 'home' }, { name: 'about' }, { name: 'missing' }),
    fc.record({ name: fc.constant('search' as const), search, selected: cursor }),
    fc.record({
      name: fc.constant('article' as const),
      id: name,
      search: fc.option(search),
      sentence: fc.option(fc.nat(999_999)),
      entity: fc.option(name),
    }),
    fc.record({
      name: fc.constant('entity' as const),
      id: name,
      tab: fc.constant('ties' as const),
      sort: fc.constantFrom(...TIE_SORTS),
      kinds,
      order: fc.constant('newest' as const),
      written: fc.constant(''),
      cursor,
    }),
    fc.record({
      name: fc.constant('entity' as const),
      id: name,
      tab: fc.constant('sentences' as const),
      sort: fc.constant('strength' as const),
      kinds: fc.constant<EntityKind[]>([]),
      order,
      written: text,
      cursor,
    }),
    fc.record({
      name: fc.constant('entity' as const),
      id: name,
      tab: fc.constant('said' as const),
      sort: fc.constant('strength' as const),
      kinds: fc.constant<EntityKind[]>([]),
      order: fc.constantFrom('newest' as const, 'oldest' as const),
      written: fc.constant(''),
      cursor,
    }),
    fc.record({ name: fc.constant('city' as const), id: name, order, cursor }),
    fc.record({ name: fc.constant('entities' as const), q: text, kinds, cursor }),
    fc.record({
      name: fc.constant('graph' as const),
      seeds: fc.uniqueArray(name, { maxLength: 4 }),
      search: search.map((state) => ({ ...state, sort: null, cursor: null })),
      ops: fc.stringMatching(/^[a-z]\.[\w.~,-]{0,40}$/),
      selected: fc.uniqueArray(name, { maxLength: 3 }),
      isLine: fc.constant(false),
    }),
    fc.record({ name: fc.constant('similar' as const), id: name, cursor }),
    fc.record({
      name: fc.constant('path' as const),
      a: name,
      b: name,
      avoid: list,
      hubs: fc.boolean(),
      hops: fc.integer({ min: 1, max: 4 }),
      from: month,
      to: month,
    }),
    pair
      .chain(([a, b]) =>
        fc.record({
          name: fc.constant('tie' as const),
          a: fc.constant(a!),
          b: fc.constant(b!),
          order,
          fold: fc.boolean(),
          lists: fc.boolean(),
          inferred: fc.boolean(),
          cursor,
        }),
      )
      .map((tie) => ({ ...tie, fold: tie.fold && tie.order === 'best' })),
  )
}
