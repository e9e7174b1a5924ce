import { describe, expect, it } from 'vitest'
import { lately } from './lately.ts'

const months = (...counts: number[]) => ({
  interval: 'month' as const,
  buckets: counts.map((count, i) => ({
    key: `2024-${String(i + 1).padStart(2, '0')}`,
    count,
    all: count,
  })),
  undated: 0,
})

describe('lately', () => {
  it('sets the latest eighth of the articles against the time before, four times as long', () => {
    expect(lately(months(20, 20, 20, 20, 20, 20, 20, 10, 10))).toEqual({
      earlier: ['2024-01', '2024-07'],
      later: ['2024-08', '2024-09'],
    })
    expect(lately(months(20, 20, 20, 20, 20, 20, 20, 20, 30))?.earlier).toEqual([
      '2024-05',
      '2024-08',
    ])
  })

  it('compares nothing where there is no time before', () => {
    expect(lately(months(3))).toBeNull()
    expect(lately(months())).toBeNull()
  })
})
