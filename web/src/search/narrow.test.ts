import { describe, expect, it } from 'vitest'
import { lifted } from './facets/lifted.ts'
import { filtersOf, includeMode, matching, toggled, without } from './narrow.ts'
import { readSearch, searchFor, writeSearch } from './search-state.ts'

describe('toggled', () => {
  it('adds a value, and takes it away again', () => {
    const once = toggled(searchFor({ cursor: 'x' }), 'source', 'Echo', 'any')

    expect(once.fields.source?.any).toEqual(['Echo'])
    expect(once.cursor).toBeNull()
    expect(toggled(once, 'source', 'Echo', 'any').fields).toEqual({})
  })

  it('moves a value that was included when it is excluded', () => {
    const included = toggled(searchFor({}), 'person', 'person-x', 'any')

    expect(toggled(included, 'person', 'person-x', 'none').fields.person).toEqual({
      any: [],
      all: [],
      none: ['person-x'],
    })
  })
})

describe('lifted', () => {
  const chosen = { included: ['country-br'], excluded: [] }

  it('makes a parameter of what the query asks of the field', () => {
    const search = searchFor({ q: 'coffee country:BR -source:x' })

    expect(lifted(search, 'country', chosen)).toEqual(
      searchFor({
        q: 'coffee NOT source:x',
        fields: { country: { any: ['country-br'], all: [], none: [] } },
      }),
    )
  })

  it('keeps that several must hold', () => {
    const both = { included: ['country-br', 'country-pe'], excluded: [] }
    const { fields } = lifted(searchFor({ q: 'country:BR country:PE' }), 'country', both)

    expect(fields.country).toEqual({ any: [], all: both.included, none: [] })
  })

  it.each(['coffee', '', 'coffee OR country:BR', 'po*'])('leaves %j as it is', (q) => {
    const search = searchFor({ q })

    expect(lifted(search, 'country', chosen)).toBe(search)
  })
})

describe('matching', () => {
  it('turns any into all and back', () => {
    const any = searchFor({ fields: { org: { any: ['a', 'b'], all: [], none: ['c'] } } })
    const all = matching(any, 'org', 'all')

    expect(all.fields.org).toEqual({ any: [], all: ['a', 'b'], none: ['c'] })
    expect(includeMode(all.fields.org)).toBe('all')
    expect(matching(all, 'org', 'any')).toEqual(any)
  })
})

describe('filtersOf', () => {
  const search = searchFor({
    from: '2022',
    tie: ['a', 'b'],
    fields: { country: { any: ['x', 'y'], all: ['z'], none: ['w'] } },
  })

  it('lists what can be taken away', () => {
    expect(filtersOf(search).map(({ field, mode, values }) => [field, mode, ...values])).toEqual([
      ['country', 'any', 'x', 'y'],
      ['country', 'all', 'z'],
      ['country', 'none', 'w'],
      ['date', 'any', '2022', ''],
      ['tie', 'all', 'a', 'b'],
    ])
  })

  it('leaves nothing when each is taken away', () => {
    expect(filtersOf(search).reduce(without, search)).toEqual(searchFor({}))
  })
})

it('lists the copies of one text as a filter that can be removed', () => {
  const search = readSearch(new Map([['story', 'story-7']]))
  const [filter] = filtersOf(search)

  expect(filter).toEqual({ field: 'story', mode: 'any', values: ['story-7'] })
  expect(writeSearch(search)).toBe('?story=story-7')
  expect(writeSearch(without(search, filter!))).toBe('')
})
