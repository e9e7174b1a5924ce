import { describe, expect, it } from 'vitest'
import { changeOf, rateScore } from './changes.ts'

const count = (articles: number) => ({ articles, sentences: articles })

describe('a change between two periods', () => {
  it('is none where a busier period has more of everything', () => {
    expect(rateScore({ earlier: 10, later: 30 }, { earlier: 100, later: 300 })).toBe(0)
  })

  it('is as large as its distance from the usual share, in standard deviations', () => {
    // 40 articles, of which half were to be expected: 20, give or take √10.
    const score = rateScore({ earlier: 10, later: 30 }, { earlier: 200, later: 200 })

    expect(score).toBeCloseTo(10 / Math.sqrt(10), 12)
    expect(changeOf(count(10), count(30), score)).toBe('stronger')
    expect(changeOf(count(30), count(10), -score)).toBe('weaker')
  })

  it('is new or gone where one period has none, and chance does not explain it', () => {
    const totals = { earlier: 100, later: 100 }
    const few = rateScore({ earlier: 0, later: 2 }, totals)
    const many = rateScore({ earlier: 0, later: 9 }, totals)

    expect(changeOf(count(0), count(2), few)).toBeNull()
    expect(changeOf(count(0), count(9), many)).toBe('new')
    expect(changeOf(count(9), count(0), -many)).toBe('gone')
  })

  it('is none where there are no articles at all', () => {
    expect(rateScore({ earlier: 0, later: 0 }, { earlier: 0, later: 0 })).toBe(0)
  })
})
