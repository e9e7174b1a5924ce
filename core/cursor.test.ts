import { describe, expect, it } from 'vitest'
import { nextCursor, toCursor, toOffset } from './cursor.ts'
import { InvalidQueryError } from './errors.ts'

describe('a cursor', () => {
  it.each([0, 1, 20, 13_585, 2 ** 40])('leads back to the offset %i', (offset) => {
    const cursor = toCursor(offset)

    expect(toOffset(cursor)).toBe(offset)
    expect(encodeURIComponent(cursor)).toBe(cursor)
  })

  it('is not needed for the first page', () => {
    expect(toOffset(undefined)).toBe(0)
  })

  it.each([
    ...['', ' ', '20', 'nonsense', 'é', '%', 'bnVsbA', 'W10', 'MQ', 'e30'],
    ...[{ o: -1 }, { o: 1.5 }, { o: '1' }, { o: 2 ** 53 }, { p: 1 }].map((each) =>
      btoa(JSON.stringify(each)),
    ),
  ])('is refused where it was not made here: %j', (cursor) => {
    expect(() => toOffset(cursor)).toThrow(InvalidQueryError)
    expect(() => toOffset(cursor)).toThrow(expect.objectContaining({ parameter: 'cursor' }))
  })
})

describe('nextCursor', () => {
  it('names the page after this one', () => {
    expect(toOffset(nextCursor(20, 10, 31)!)).toBe(30)
  })

  it.each([
    ['the last page', 20, 11, 31],
    ['a page of nothing', 0, 0, 31],
    ['a page behind the end', 40, 0, 31],
    ['an empty list', 0, 0, 0],
  ])('is null after %s', (_, offset, shown, total) => {
    expect(nextCursor(offset, shown, total)).toBeNull()
  })
})
