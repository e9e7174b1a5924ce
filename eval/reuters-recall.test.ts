import { describe, expect, it } from 'vitest'
import { sharedData } from '#tests/shared-data.ts'
import { scoreReuters, share } from './reuters-recall.ts'
import { readReuters, type ReutersStory } from './reuters.ts'

/** Every fifth story, to keep the test to seconds. */
const PART = 5
/** One point (a tenth for persons) below the figures for all stories in docs/quality.md. */
const FLOORS = { people: 97, organizations: 98.5, countries: 97.3, precision: 63, about: 77 }
const MOST_PERSONS = 0.55

const shared = sharedData('data/reuters.jsonl.gz') && sharedData('.')
const story: ReutersStory = {
  id: 'invented',
  title: '',
  body: 'Peru signed in Lima. Chile and Peru agreed, OPEC said. Robert Poole of Bolivia was there.',
  dateline: null,
  gold: { places: ['peru', 'chile', 'japan'], people: ['poole', 'roe'], orgs: ['opec'] },
}

describe("the recall of Reuters' codes", () => {
  it('counts people and organizations named in the text', () => {
    const { people, organizations, persons, stories } = scoreReuters([story])

    expect(people).toEqual({ given: 1, found: 1 })
    expect(organizations).toEqual({ given: 1, found: 1 })
    expect([persons, stories]).toEqual([1, 1])
  })

  it('counts countries, named or not, and how many of those found were coded', () => {
    const { countries, precision } = scoreReuters([story])

    expect(countries).toEqual({ given: 3, found: 2 })
    expect(precision).toEqual({ given: 3, found: 2 })
  })

  it('counts separately the countries that the story is about', () => {
    expect(scoreReuters([story]).about).toEqual({ given: 2, found: 2 })
  })
})

/** The data set is not in the repository; other tests cover the code. */
if (shared)
  it('recall of Reuters codes matches the committed table, less a point', () => {
    const score = scoreReuters(readReuters(shared).filter((_, i) => i % PART === 0))

    for (const [what, floor] of Object.entries(FLOORS)) {
      expect(share(score[what as keyof typeof FLOORS]), what).toBeGreaterThanOrEqual(floor)
    }
    expect(score.persons / score.stories).toBeLessThanOrEqual(MOST_PERSONS)
  })
