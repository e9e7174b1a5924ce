import { describe, expect, it } from 'vitest'
import { peaksOf } from './peaks.ts'

const histogram = (...counts: number[]) => ({
  interval: 'month' as const,
  buckets: counts.map((count, i) => ({ key: `2024-0${i + 1}`, count, all: count })),
  undated: 0,
})

describe('peaksOf', () => {
  it('takes the tallest that no neighbour overtops, in order of time', () => {
    expect(peaksOf(histogram(1, 4, 2, 9, 3, 5), 2)).toEqual(['2024-04', '2024-06'])
  })

  it('takes of equal neighbours the earlier', () => {
    expect(peaksOf(histogram(3, 3, 1), 5)).toEqual(['2024-01'])
  })

  it('finds none where there is nothing', () => {
    expect(peaksOf(histogram(), 3)).toEqual([])
    expect(peaksOf(histogram(0, 0), 3)).toEqual([])
  })
})
