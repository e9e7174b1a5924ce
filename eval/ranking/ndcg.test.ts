import { expect, it } from 'vitest'
import { ndcg } from './ndcg.ts'

const relevant = new Map([
  ['a', 1],
  ['b', 1],
])

it.each([
  [['a', 'b'], 1],
  [['b', 'a', 'x'], 1],
  [['x', 'a', 'b'], (1 / Math.log2(3) + 1 / 2) / (1 + 1 / Math.log2(3))],
  [['x', 'y', 'a'], 0.5 / (1 + 1 / Math.log2(3))],
  [[], 0],
])('scores %j where a and b are relevant', (list, score) => {
  expect(ndcg(list, relevant, 10)).toBeCloseTo(score, 10)
})

it('ignores results beyond the given depth', () => {
  expect(ndcg(['x', 'y', 'a'], relevant, 2)).toBe(0)
})

it('counts what answers better for more', () => {
  const grades = new Map([
    ['best', 2],
    ['good', 1],
  ])
  expect(ndcg(['best', 'good'], grades, 10)).toBe(1)
  expect(ndcg(['good', 'best'], grades, 10)).toBeCloseTo(
    (1 + 3 / Math.log2(3)) / (3 + 1 / Math.log2(3)),
    10,
  )
})
