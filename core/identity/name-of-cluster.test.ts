import { expect, it } from 'vitest'
import { nameOfCluster } from './name-of-cluster.ts'
import type { Form } from './types.ts'

const form = (name: string, articles: number, ...variants: [string, number][]): Form => ({
  ...{ id: `org-${name}`, kind: 'organization', name, articles },
  variants: variants.map(([value, articles]) => ({ value, articles })),
})

it('is the written-out name that most articles have, not the misspelling of one', () => {
  const forms = [
    form('CPE', 100, ['CPE', 100], ['Council of Port Engineers', 11], ['Cpe', 40]),
    form('Counnil of Port Engineers', 1, ['Counnil of Port Engineers', 1]),
  ]

  expect(nameOfCluster(forms)).toBe('Council of Port Engineers')
})

it('is a full name, where another form is an acronym that no article writes out', () => {
  expect(nameOfCluster([form('CPE', 100), form('Council of Port Engineers', 2)])).toBe(
    'Council of Port Engineers',
  )
})

it('is the acronym where nothing else is written', () => {
  expect(nameOfCluster([form('CPE', 2), form('C.P.E.', 1)])).toBe('CPE')
})
