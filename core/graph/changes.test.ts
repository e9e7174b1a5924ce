import { describe, expect, it } from 'vitest'
import { changeOf, rateScore } from './changes.ts'

const count = (articles: number) => ({ articles, sentences: articles })

describe('a change between two periods', () => {
  it('is none where a busier period has more of everything', () => {
    expect(rateScore({ earlier: 10, later: 30 }, { earlier: 100, later: 300 })).toBe(0)
  })

  it('is as large as its distance from the usual share, in standard deviations', () => {
    // 40 articles, of which half were to be expected: 20, give or take √10; half an article is taken off.
    const score = rateScore({ earlier: 10, later: 30 }, { earlier: 200, later: 200 })

    expect(score).toBeCloseTo(9.5 / Math.sqrt(10), 12)
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

  it('is none for a single article of a period that has a fifth of all articles', () => {
    const score = rateScore({ earlier: 0, later: 1 }, { earlier: 400, later: 100 })

    expect(score).toBeCloseTo(0.3 / 0.4, 12)
    expect(changeOf(count(0), count(1), score)).toBeNull()
  })

  it('is none where there are no articles at all', () => {
    expect(rateScore({ earlier: 0, later: 0 }, { earlier: 0, later: 0 })).toBe(0)
  })
})
