import { describe, expect, it } from 'vitest'
import { cutNamesake } from './cut-namesake.ts'
import type { Appearance } from './types.ts'

const appearance = (article: number, part: Partial<Appearance> = {}): Appearance => ({
  article,
  day: article,
  section: null,
  source: 'Wire',
  roles: [],
  countries: [],
  bodies: [],
  people: [],
  ...part,
})

const player = {
  roles: ['captain of org-rovers'],
  countries: ['country-gb-wls'],
  bodies: ['org-rovers'],
}
const minister = {
  roles: ['fisheries minister of country-is'],
  countries: ['country-is'],
  people: ['person-x'],
}

const two = [
  appearance(1, player),
  appearance(2, player),
  appearance(3, minister),
  appearance(4, minister),
]

describe('people of one name', () => {
  it('are told apart by what they do and where', () => {
    const cut = cutNamesake(two)

    expect(cut?.isCertain).toBe(true)
    expect(cut?.groups.map(({ articles }) => articles)).toEqual([
      [1, 2],
      [3, 4],
    ])
    expect(cut?.groups.map(({ fact }) => fact)).toEqual([
      'captain of org-rovers',
      'fisheries minister of country-is',
    ])
  })

  it('are one where articles share roles and partners', () => {
    expect(
      cutNamesake([appearance(1, player), appearance(2, player), appearance(3, player)]),
    ).toBeNull()
  })

  it('come out alike for every order of articles', () => {
    expect(cutNamesake(two.toReversed())).toEqual(cutNamesake(two))
  })

  it('are no two because nothing stands around them', () => {
    expect(cutNamesake([appearance(1), appearance(2)])).toBeNull()
  })
})
