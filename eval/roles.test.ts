import { describe, expect, it } from 'vitest'
import { sharedData } from '#tests/shared-data.ts'
import { storiesById, type Offsets, readRolesLabels, type RoleLabel } from './labels.ts'
import { readReuters, type ReutersStory } from './reuters.ts'
import { headsOf, scoreRoles } from './roles.ts'

const shared = sharedData('data/reuters.jsonl.gz') && sharedData('.')
const BODY = 'Armenian Foreign Minister Robert Poole met Ada Roe, president of Acme Corp.'
const story: ReutersStory = {
  id: 'invented',
  title: '',
  body: BODY,
  dateline: null,
  gold: { places: [], people: [], orgs: [] },
}
const place = (name: string): Offsets => [BODY.indexOf(name), BODY.indexOf(name) + name.length]
const minister = {
  person: place('Robert Poole'),
  of: place('Armenian'),
  title: 'foreign minister',
}
const president = { person: place('Ada Roe'), of: place('Acme Corp'), title: 'president' }
const score = (roles: RoleLabel[]) =>
  scoreRoles([{ id: story.id, start: 0, end: BODY.length, roles }], new Map([[story.id, story]]))

describe('the score of roles', () => {
  it('is full for the roles that a sentence states', () => {
    expect(score([minister, president])).toMatchObject({ precision: 100, recall: 100 })
  })

  it('counts another head noun of the title, another person and another organization as wrong and as missing', () => {
    for (const other of [
      { ...president, title: 'chairman' },
      { ...president, person: place('Robert') },
      { ...president, of: place('Armenian') },
    ]) {
      expect(score([minister, other])).toMatchObject({ precision: 50, recall: 50 })
    }
  })

  it('neither requires optional roles nor counts them as wrong', () => {
    const chair = { ...president, title: 'chair', optional: true } as const

    expect(score([minister, { ...president, optional: true }, chair])).toMatchObject({
      total: { gold: 1, given: 1, right: 1 },
    })
  })

  it('extracts the head nouns of titles', () => {
    expect(headsOf('executive vice-president and head of research')).toEqual(['president', 'head'])
  })
})

/** The data set is not in the repository; other tests cover the code. */
if (shared)
  it('roles in news match the committed table, less a point', () => {
    const { precision, recall } = scoreRoles(readRolesLabels(), storiesById(readReuters(shared)))

    expect(precision).toBeGreaterThanOrEqual(99)
    expect(recall).toBeGreaterThanOrEqual(78)
  })
