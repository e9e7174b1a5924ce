import { expect, it } from 'vitest'
import { tieStrength } from './tie-strength.ts'

const COUNTS = { together: 5, a: 12, b: 9, all: 400 }
const PEOPLE = ['person-ana-silva', 'person-bo-ek'] as const

it('is as strong when every article is printed eight times', () => {
  const once = tieStrength(
    { together: 5, a: 12, b: 9, all: 400 },
    { articles: 4, stories: 4, weight: 300 },
    PEOPLE,
  )
  const copied = tieStrength(
    { together: 40, a: 96, b: 72, all: 3200 },
    { articles: 32, stories: 4, weight: 2400 },
    PEOPLE,
  )

  expect(once).toBeGreaterThan(0)
  expect(copied).toBe(once)
})

it('is weaker where the same sentences are of fewer stories', () => {
  const strength = (stories: number) =>
    tieStrength(COUNTS, { articles: 4, stories, weight: 300 }, PEOPLE)

  expect(strength(2)).toBeLessThan(strength(4))
})

it('is weaker where the same sentences name more others', () => {
  const strength = (weight: number) =>
    tieStrength(COUNTS, { articles: 4, stories: 4, weight }, PEOPLE)

  expect(strength(50)).toBeLessThan(strength(300))
})

it.each(['org-new-york-times', 'org-reuters', 'org-wembley-stadium'])(
  'is weaker for %s, which stands beside anyone',
  (outlet) => {
    const strength = (other: string) =>
      tieStrength(COUNTS, { articles: 4, stories: 4, weight: 300 }, [PEOPLE[0], other])

    expect(strength(outlet)).toBeLessThan(strength('org-tin-council'))
    expect(strength('person-rosa-times')).toBe(strength('org-tin-council'))
  },
)
