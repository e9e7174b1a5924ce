import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { InvalidQueryError } from '#core/errors.ts'
import { toFilters } from './filters.ts'

const fieldsOf = (query: string) =>
  toFilters(`http://localhost/api/v1/articles?${query}`, { inferred: true }).fields

describe('toFilters', () => {
  it.each([
    ['source=a', { source: { any: ['a'], all: [], none: [] } }],
    ['source=a,b', { source: { any: ['a', 'b'], all: [], none: [] } }],
    ['source=a%2Cb', { source: { any: ['a,b'], all: [], none: [] } }],
    ['source=a%2cb,c', { source: { any: ['a,b', 'c'], all: [], none: [] } }],
    ['source=a&source=b', { source: { any: ['a', 'b'], all: [], none: [] } }],
    ['source=-a,b', { source: { any: ['b'], all: [], none: ['a'] } }],
    ['source=%2Da', { source: { any: ['-a'], all: [], none: [] } }],
    ['source=a-b', { source: { any: ['a-b'], all: [], none: [] } }],
    ['author=Jane+Roe', { author: { any: ['Jane Roe'], all: [], none: [] } }],
    ['author=Jane%20Roe, Bo', { author: { any: ['Jane Roe', 'Bo'], all: [], none: [] } }],
    ['author=Ana%20Jose%CC%81', { author: { any: ['Ana José'], all: [], none: [] } }],
    ['author=a=b', { author: { any: ['a=b'], all: [], none: [] } }],
    ['person.all=a,b,-c', { person: { any: [], all: ['a', 'b'], none: ['c'] } }],
    ['org%2Eall=a&org=b', { org: { any: ['b'], all: ['a'], none: [] } }],
    ['q=source=a', {}],
    ['', {}],
  ])('reads %s', (query, fields) => {
    expect(fieldsOf(query)).toEqual(fields)
  })

  it('leaves a fragment out', () => {
    expect(fieldsOf('source=a#source=b')).toEqual({ source: { any: ['a'], all: [], none: [] } })
  })

  it('returns any value as it was written in an address, but for letters apart from their marks', () => {
    const value = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((text) => text.trim() === text)
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 20 }), (values) => {
        const written = values.map((text) => encodeURIComponent(text).replace(/^-/, '%2D'))

        expect(fieldsOf(`lang=${written.join(',')}`).lang?.any).toEqual(
          values.map((text) => text.normalize('NFC')),
        )
      }),
    )
  })

  it.each([
    ['2023', '2022'],
    ['2023-06', '2023-05-31'],
    ['2023-06-02', '2023-06-01'],
  ])('refuses a time from %s to %s', (from, to) => {
    expect(() => toFilters('', { inferred: true, from, to })).toThrow(InvalidQueryError)
  })

  it.each([
    ['2023', '2023-01-01'],
    ['2023-06', '2023'],
    ['2023-06-30', '2023-06'],
  ])('takes a time from %s to %s', (from, to) => {
    expect(toFilters('', { inferred: true, from, to })).toMatchObject({ from, to })
  })
})
