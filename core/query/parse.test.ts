import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { InvalidQueryError } from '../errors.ts'
import { type Query, parseQuery, positiveTerms } from './parse.ts'

describe('parseQuery', () => {
  it.each([
    ['grain', 'grain'],
    ['Grain DEAL', '(grain & deal)'],
    ['"Grain deal"', '"grain deal"'],
    ['“Grain deal”', '"grain deal"'],
    ['state-department', '"state department"'],
    ['U.S.', '"u s"'],
    ['Şahin', 'sahin'],
    ['S\u0327ahin', 'sahin'],
    ['"cafe\u0301 noir" cafe\u0301*', '("cafe noir" & cafe*)'],
    ['port*', 'port*'],
    ['a OR b c', '(a | (b & c))'],
    ['(a OR b) c', '((a | b) & c)'],
    ['a AND b', '(a & b)'],
    ['a -b', '(a & !b)'],
    ['a -"b c"', '(a & !"b c")'],
    ['NOT (a OR b)', '!(a | b)'],
    ['a - b', '(a & b)'],
    ['a or b', '(a & or & b)'],
    ['oil & gas', '(oil & gas)'],
  ])('reads %s as %s', (text, expected) => {
    expect(written(parseQuery(text)!)).toBe(expected)
  })

  it.each(['', '   ', '&'])('finds nothing to search for in %j', (text) => {
    expect(parseQuery(text)).toBeNull()
  })

  it.each([
    ['"grain', 0, 'never closed'],
    ['a (b', 2, 'never closed'],
    ['a )', 2, 'closes nothing'],
    ['a ()', 2, 'empty'],
    ['a OR', 4, 'missing at the end'],
    ['OR a', 0, 'missing before OR'],
    ['a NOT', 5, 'missing at the end'],
    ['po*', 0, 'three letters'],
    ['a "?"', 2, 'no word'],
    ['x'.repeat(1025), 1024, '1024 characters'],
    ['w '.repeat(33).trim(), 64, '32 words'],
    ['('.repeat(20) + 'a' + ')'.repeat(20), 17, 'nest at most'],
  ])('points at what is wrong in %s', (text, position, message) => {
    const error = failureOf(text)

    expect(error.message).toContain(message)
    expect(error).toMatchObject({ position, parameter: 'q' })
  })

  it('answers any text with a tree, nothing, or an error that has a position', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        try {
          parseQuery(text)
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidQueryError)
          expect((error as InvalidQueryError).position).toBeTypeOf('number')
        }
      }),
    )
  })

  it('highlights no word that must be absent', () => {
    const terms = positiveTerms(parseQuery('a (b OR "c d") -e'))

    expect(terms.map(written)).toEqual(['a', 'b', '"c d"'])
  })
})

function written(query: Query): string {
  switch (query.type) {
    case 'and':
      return `(${query.parts.map(written).join(' & ')})`
    case 'or':
      return `(${query.parts.map(written).join(' | ')})`
    case 'not':
      return `!${written(query.part)}`
    case 'word':
      return query.word
    case 'prefix':
      return `${query.prefix}*`
    case 'phrase':
      return `"${query.words.join(' ')}"`
  }
}

function failureOf(text: string): InvalidQueryError {
  try {
    parseQuery(text)
  } catch (error) {
    return error as InvalidQueryError
  }
  throw new Error(`no error for ${text}`)
}
