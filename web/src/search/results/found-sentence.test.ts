import { expect, it } from 'vitest'
import { foundSentence } from './found-sentence.ts'

it('says in one sentence what was found and how the search was read', () => {
  const total = (value: number) => ({ value, relation: 'eq' as const })

  expect(foundSentence(total(26), 'Articles with “dam” and not with “gas”.')).toEqual({
    found: '26 articles',
    rest: 'with “dam” and not with “gas”',
  })
  expect(foundSentence(total(113))).toEqual({ found: '113 articles', rest: '' })
  expect(foundSentence(total(0), 'Articles with “x”.')).toEqual({
    found: 'No article',
    rest: 'with “x”',
  })
})
