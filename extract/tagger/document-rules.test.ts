import { expect, it } from 'vitest'
import { applyDocumentRules, retypeNationalities, voteTypes } from './document-rules.ts'
import type { EntityType } from './labels.ts'
import { addOrganizations } from './repeated-organizations.ts'
import type { TaggedName } from './tagger.ts'

const read = (...texts: string[]) => texts.map((text) => text.split(' '))

function name(sentence: number, from: number, to: number, type: EntityType): TaggedName {
  return { sentence, from, to, type, confidence: 0.9 }
}

it('gives a written form the type it has most often', () => {
  const text = read('Turan said', 'Turan wrote', 'Turan left')

  const voted = voteTypes(text, [name(0, 0, 1, 'PER'), name(1, 0, 1, 'ORG'), name(2, 0, 1, 'ORG')])

  expect(voted.map(({ type }) => type)).toEqual(['ORG', 'ORG', 'ORG'])
})

it('lets the surer place decide where the types are as many', () => {
  const text = read('Turan said', 'Turan wrote')
  const sure = { ...name(1, 0, 1, 'ORG'), confidence: 0.99 }

  const voted = voteTypes(text, [name(0, 0, 1, 'PER'), sure])

  expect(voted.map(({ type }) => type)).toEqual(['ORG', 'ORG'])
})

it('takes no nationality for a place', () => {
  const text = read('an Armenian and a South African in Armenia')
  const names = [name(0, 1, 2, 'LOC'), name(0, 4, 6, 'ORG'), name(0, 7, 8, 'LOC')]

  const types = retypeNationalities(text, names).map(({ type }) => type)

  expect(types).toEqual(['MISC', 'MISC', 'LOC'])
})

it('finds an organization that another place names in several words or as an acronym', () => {
  const text = read('Acme Steel said', 'for Acme Steel too', 'the AS said', 'of the AS')
  const known = [name(0, 0, 2, 'ORG'), name(2, 1, 2, 'ORG')]

  expect(addOrganizations(text, known)).toHaveLength(4)
  expect(addOrganizations(text, known).at(-1)).toMatchObject({ sentence: 3, from: 2, to: 3 })
})

it('finds an organization of one word only if two other places name it', () => {
  const text = read('Acme said', 'at Acme now', 'for Acme too')
  const known = [name(0, 0, 1, 'ORG'), name(1, 1, 2, 'ORG')]

  expect(addOrganizations(text, known)).toHaveLength(3)
  expect(addOrganizations(text, known.slice(1))).toHaveLength(1)
})

it('leaves its input as it was and takes an article without names', () => {
  const names = Object.freeze([Object.freeze(name(0, 0, 1, 'LOC'))])

  expect(applyDocumentRules(read('Armenian talks'), names)[0]!.type).toBe('MISC')
  expect(names[0]!.type).toBe('LOC')
  expect(applyDocumentRules([], [])).toEqual([])
})
