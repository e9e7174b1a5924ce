import { describe, expect, it } from 'vitest'
import { toMonths } from './months.ts'

describe('months of a typed period', () => {
  it.each([
    ['2023', '2024', '2023-01', '2024-12'],
    ['2023-06-22', '2023-07-01', '2023-06', '2023-07'],
    ['2023-06', '', '2023-06', ''],
  ])('%s to %s are %s to %s', (from, to, first, last) => {
    expect(toMonths(from, to)).toEqual({ from: first, to: last })
  })
})
