import { expect, it } from 'vitest'
import { tieStrength } from './tie-strength.ts'

it('is as strong when every article is printed eight times', () => {
  const once = tieStrength({ together: 5, a: 12, b: 9, all: 400 }, { articles: 4, stories: 4 })
  const copied = tieStrength(
    { together: 40, a: 96, b: 72, all: 3200 },
    { articles: 32, stories: 4 },
  )

  expect(once).toBeGreaterThan(0)
  expect(copied).toBe(once)
})

it('is weaker where the same sentences are of fewer stories', () => {
  const counts = { together: 5, a: 12, b: 9, all: 400 }

  expect(tieStrength(counts, { articles: 4, stories: 2 })).toBeLessThan(
    tieStrength(counts, { articles: 4, stories: 4 }),
  )
})
