import { describe, expect, it } from 'vitest'
import { readCursor, writeCursor } from './cursor.ts'
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
