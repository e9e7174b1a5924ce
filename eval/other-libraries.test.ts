import { expect, it } from 'vitest'
import { findByCompromise } from './find-by-compromise.ts'
import { winkKinds } from './find-by-wink.ts'

it("strips titles, possessives and punctuation from compromise's names", () => {
  const text =
    'In London, Mr. Boris Johnson met the mayor. "Yes," said (Boris Johnson) of Germany\'s aid.'
  const spans = findByCompromise(text)

  const names = spans.map(({ from, to, type }) => `${type} ${text.slice(from, to)}`)

  expect(names).toEqual(['PER Boris Johnson', 'PER Boris Johnson', 'LOC London', 'LOC Germany'])
})

it('shows that wink-nlp marks no names', () => {
  const kinds = winkKinds(
    'Boris Johnson of the United Nations left London on 3 May with $5 million.',
  )

  expect(new Set(kinds)).toEqual(new Set(['DATE', 'MONEY']))
})
