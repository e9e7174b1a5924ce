import { expect, it } from 'vitest'
import { ndcg } from './ndcg.ts'

it.each([
  [['a', 'b'], 1],
  [['b', 'a', 'x'], 1],
  [['x', 'a', 'b'], (1 / Math.log2(3) + 1 / 2) / (1 + 1 / Math.log2(3))],
  [['x', 'y', 'a'], 0.5 / (1 + 1 / Math.log2(3))],
  [[], 0],
])('scores %j where a and b are relevant', (list, score) => {
  expect(ndcg(list, new Set(['a', 'b']), 10)).toBeCloseTo(score, 10)
})

it('ignores results beyond the given depth', () => {
  expect(ndcg(['x', 'y', 'a'], new Set(['a']), 2)).toBe(0)
})
