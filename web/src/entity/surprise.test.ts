import { describe, expect, it } from 'vitest'
import { explainSurprise, formatSurprise } from './surprise.ts'

describe('formatSurprise', () => {
  it.each([
    [0.4567, '0.46'],
    [-0.2, '−0.20'],
    [1, '1.00'],
    [-0.001, '0.00'],
  ])('shows %d as %s', (surprise, shown) => {
    expect(formatSurprise(surprise)).toBe(shown)
  })
})

describe('explainSurprise', () => {
  it.each([
    [0.7, 'far more often than'],
    [0.1, 'together more often than'],
    [0, 'about as often as'],
    [-0.4, 'less often than'],
  ])('says of %d that it is %s chance', (surprise, words) => {
    expect(explainSurprise(surprise, 'Oduya', 'Velmora')).toContain(words)
  })
})
