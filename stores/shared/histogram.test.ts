import { describe, expect, it } from 'vitest'
import { intervalOf, keyOf, toBuckets } from './histogram.ts'

const day = (written: string) => Date.parse(written)

function monthsFrom(year: number, count: number): string[] {
  return Array.from({ length: count }, (_, i) => {
    return new Date(Date.UTC(year, i)).toISOString().slice(0, 7)
  })
}

describe('intervalOf', () => {
  it.each([
    ['2023-01-01', '2023-01-01', 'day'],
    ['2023-01-01', '2023-03-10', 'day'],
    ['2023-01-01', '2023-04-01', 'week'],
    ['2023-01-01', '2024-05-01', 'week'],
    ['2023-01-01', '2024-09-01', 'month'],
    ['2000-01-01', '2019-12-31', 'month'],
    ['1980-01-01', '2023-12-31', 'year'],
  ])('counts from %s to %s by %s', (first, last, interval) => {
    expect(intervalOf(day(first), day(last), monthsFrom(1980, 600))).toBe(interval)
  })

  it('ignores years in which the archive has nothing', () => {
    const months = ['1987-02', '1987-03', '2023-06', '2023-07']

    expect(intervalOf(day('1987-02-26'), day('2023-07-02'), months)).toBe('week')
    expect(intervalOf(day('1987-03-30'), day('2023-06-02'), months.slice(1, 3))).toBe('week')
  })
})

it('names a week by its Monday', () => {
  expect(keyOf(day('2023-06-22'), 'week')).toBe('2023-06-19')
  expect(keyOf(day('2023-06-25'), 'week')).toBe('2023-06-19')
  expect(keyOf(day('2023-06-26'), 'week')).toBe('2023-06-26')
})

it('leaves out only long gaps', () => {
  const all = new Map([
    ['2023-01', 1],
    ['2023-03', 2],
    ['2030-01', 1],
  ])
  const counts = new Map([['2023-03', 1]])

  expect(toBuckets([day('2023-01-09'), day('2030-01-02')], 'month', counts, all)).toEqual([
    { key: '2023-01', count: 0, all: 1 },
    { key: '2023-02', count: 0, all: 0 },
    { key: '2023-03', count: 1, all: 2 },
    { key: '2030-01', count: 0, all: 1 },
  ])
})
