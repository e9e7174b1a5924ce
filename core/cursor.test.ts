import { describe, expect, it } from 'vitest'
import { nextOffset, readCursor, readOffset, writeCursor } from './cursor.ts'
import { InvalidQueryError } from './errors.ts'

describe('a cursor', () => {
  it.each([[[]], [[1, 'a', null]], [['Şuşa — 北京 \u{1f5de} \ud800 ÿ?>']]])(
    'leads back to the place %j and needs no escapes in a URL',
    (place) => {
      const cursor = writeCursor('list', place)

      expect(readCursor(cursor, 'list', () => true)).toEqual(place)
      expect(encodeURIComponent(cursor)).toBe(cursor)
    },
  )

  it('is not needed for the first page', () => {
    expect(readCursor(undefined, 'list', () => false)).toBeNull()
  })

  it.each(['', ' ', '20', 'nonsense', 'é', '%', 'bnVsbA', 'W10', 'MQ', 'e30'])(
    'is refused where it was not made here: %j',
    (cursor) => {
      const reading = () => readCursor(cursor, 'list', () => true)

      expect(reading).toThrow(InvalidQueryError)
      expect(reading).toThrow(expect.objectContaining({ parameter: 'cursor' }))
    },
  )

  it('is refused by another list, and where the place is none of the list', () => {
    const cursor = writeCursor('list', [1])

    expect(() => readCursor(cursor, 'other', () => true)).toThrow(InvalidQueryError)
    expect(() => readCursor(cursor, 'list', () => false)).toThrow(InvalidQueryError)
  })
})

describe('an offset', () => {
  it.each([1, 20, 13_585, 2 ** 40])('comes back: %i', (offset) => {
    expect(readOffset(nextOffset(offset - 1, 1, offset + 1)!)).toBe(offset)
  })

  it('is 0 on the first page', () => {
    expect(readOffset(undefined)).toBe(0)
  })

  it.each([[[-1]], [[1.5]], [['1']], [[2 ** 53]], [[]], [[1, 2]]])(
    'is refused where it is none: %j',
    (place) => {
      expect(() => readOffset(writeCursor('offset', place))).toThrow(InvalidQueryError)
    },
  )

  it.each([
    ['the last page', 20, 11, 31],
    ['a page of nothing', 0, 0, 31],
    ['a page behind the end', 40, 0, 31],
    ['an empty list', 0, 0, 0],
  ])('has no successor after %s', (_, offset, shown, total) => {
    expect(nextOffset(offset, shown, total)).toBeNull()
  })
})
