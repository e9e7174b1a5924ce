import { describe, expect, it } from 'vitest'
import type { Histogram } from '#core/search.ts'
import { isWithin, toBars, toTicks } from './bars.ts'

const months = (...buckets: [key: string, count: number][]): Histogram => ({
  interval: 'month',
  undated: 0,
  buckets: buckets.map(([key, count]) => ({ key, count, all: count })),
})

describe('toBars', () => {
  it('scales to the tallest bar', () => {
    const bars = toBars(months(['2023-01', 5], ['2023-02', 20]))

    expect(bars.map(({ height }) => height)).toEqual([0.25, 1])
  })

  it('fills the gaps, over the end of a year too', () => {
    const bars = toBars(months(['2022-11', 1], ['2023-02', 1]))

    expect(bars.map(({ key }) => key)).toEqual(['2022-11', '2022-12', '2023-01', '2023-02'])
    expect(bars[1]).toMatchObject({ count: 0, all: 0, height: 0, label: 'December 2022' })
  })

  it('breaks the axis over a long gap, and says how long', () => {
    const bars = toBars(months(['1987-03', 1], ['2023-02', 1]))

    expect(bars.map(({ key, isBreak }) => [key, isBreak])).toEqual([
      ['1987-03', false],
      ['1987-04', true],
      ['2023-02', false],
    ])
    expect(bars[1]).toMatchObject({ label: 'April 1987 – January 2023', count: 0 })
  })

  it('names a week by its first day, and knows its last', () => {
    const [bar] = toBars({ ...months(['2023-06-26', 1]), interval: 'week' })

    expect(bar).toMatchObject({ label: 'Week of 26 Jun 2023', last: '2023-07-02' })
  })

  it('keeps a single article visible beside thousands', () => {
    const bars = toBars(months(['2023-01', 1], ['2023-02', 9000]))

    expect(bars[0]!.height).toBeGreaterThan(0.02)
  })

  it('counts days over the end of a February', () => {
    const histogram: Histogram = {
      ...months(['2024-02-28', 1], ['2024-03-01', 1]),
      interval: 'day',
    }

    expect(toBars(histogram).map(({ key }) => key)).toContain('2024-02-29')
  })

  it('draws nothing for no buckets', () => {
    expect(toBars(months())).toEqual([])
  })
})

describe('toTicks', () => {
  it('labels years where there are several', () => {
    const bars = toBars(months(['2021-11', 1], ['2022-06', 1], ['2023-02', 1]))

    expect(toTicks(bars, 'month', 6)).toEqual([
      { index: 0, label: '2021' },
      { index: 2, label: '2022' },
      { index: 14, label: '2023' },
    ])
  })

  it('spreads months within a year and keeps to the most that fit', () => {
    const ticks = toTicks(toBars(months(['2023-01', 1], ['2023-12', 1])), 'month', 4)

    expect(ticks.map(({ label }) => label)).toEqual(['Jan 2023', 'Apr', 'Jul', 'Oct'])
  })

  it('says the year again where it changes', () => {
    const histogram: Histogram = {
      ...months(['2023-12-30', 1], ['2024-01-01', 1]),
      interval: 'day',
    }

    const labels = toTicks(toBars(histogram), 'day', 9).map(({ label }) => label)

    expect(labels).toEqual(['30 Dec 2023', '31 Dec', '1 Jan 2024'])
  })
})

describe('isWithin', () => {
  it.each([
    ['2023-06', '2023', '2023', true],
    ['2023-06', '2023-06-10', '2023-06-12', true],
    ['2023-06', '2023-07', '', false],
    ['2023-06', '', '2023-05-30', false],
    ['2023', '2023-06', '2024', true],
    ['2023-06', '', '', true],
  ])('%s within %j and %j is %s', (key, from, to, expected) => {
    expect(isWithin({ key, last: key }, from, to)).toBe(expected)
  })
})
