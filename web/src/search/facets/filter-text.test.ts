import { expect, it } from 'vitest'
import { EVERYTHING, searchFor } from '../search-state.ts'
import { searchTitle } from './filter-text.ts'

it('titles a search by its words and every filter', () => {
  const fields = { source: { any: ['Meridian', 'Post'], all: [], none: ['Courier'] } }
  const search = searchFor({ q: 'dam', fields, from: '2024', to: '2024' })

  expect(searchTitle(search)).toBe('dam, Meridian or Post, not Courier, 2024')
  expect(searchTitle(EVERYTHING)).toBe('Articles')
})
