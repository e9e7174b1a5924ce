import { describe, expect, it } from 'vitest'
import { holderKeys, linkLoneName, loneKey, oneWordPerson } from './lone-names.ts'
import type { Holder, LoneName } from './types.ts'

const lone = (part: Partial<LoneName> = {}): LoneName => ({
  text: 'Keller',
  title: null,
  day: 100,
  countries: [],
  bodies: [],
  people: [],
  ...part,
})

function holder(id: string, part: Partial<Holder> = {}): Holder {
  return {
    id,
    kind: 'person',
    names: [id],
    days: [90, 95, 105, 110],
    articles: 4,
    roles: [],
    countries: [],
    bodies: [],
    people: [],
    ...part,
  }
}

const minister = (of: string) => [{ title: 'oil minister', of, articles: 3, first: 90, last: 110 }]

describe('keys of lone names', () => {
  it('files people under their surname and organizations under their short forms', () => {
    expect(holderKeys('person', ['Ruud van Keller'])).toContain(loneKey('Keller'))
    expect(holderKeys('organization', ["Moody's Investors Service"])).toContain(loneKey("Moody's"))
  })
})

describe('a lone name', () => {
  it('means the only holder of the name', () => {
    expect(linkLoneName(lone(), [holder('person-ann-keller')])?.id).toBe('person-ann-keller')
  })

  it('stays open where two could be meant', () => {
    expect(
      linkLoneName(lone(), [holder('person-ann-keller'), holder('person-bo-keller')]),
    ).toBeNull()
  })

  it('is told by title and state', () => {
    const holders = [
      holder('person-ann-keller', { roles: minister('country-at') }),
      holder('person-bo-keller', { roles: minister('country-ch') }),
    ]

    const link = linkLoneName(lone({ title: 'oil minister', countries: ['country-ch'] }), holders)

    expect(link?.id).toBe('person-bo-keller')
  })

  it('gives the same for every order of holders', () => {
    const holders = [
      holder('person-a-keller', { articles: 90 }),
      holder('person-b-keller', { articles: 1, days: [] }),
    ]

    expect(linkLoneName(lone(), holders)).toEqual(linkLoneName(lone(), holders.toReversed()))
  })
})

describe('a word that no full name explains', () => {
  it('is a person where titles say so', () => {
    const uses = [
      lone({ text: 'Subagyo', title: 'energy minister' }),
      lone({ text: 'Subagyo', title: 'minister' }),
    ]

    expect(oneWordPerson(uses)?.name).toBe('Subagyo')
  })

  it('is none without a title', () => {
    expect(oneWordPerson([lone(), lone(), lone()])).toBeNull()
  })
})
