import { expect, it } from 'vitest'
import { whereNamed } from './where-named.ts'

const NAMED = { salience: 2, mentions: 5, inTitle: false, inLead: false, about: true }

it.each([
  [{ inTitle: true, inLead: true }, 'in the title, 5 mentions'],
  [{ inLead: true, mentions: 1 }, 'in the first sentences, 1 mention'],
  [{}, '5 mentions'],
])('says where a name stands and how often', (where, said) => {
  expect(whereNamed({ ...NAMED, ...where })).toBe(said)
})
