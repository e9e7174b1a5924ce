import { describe, expect, it } from 'vitest'
import { relaxations } from './relax.ts'
import { searchFor } from './search-state.ts'

const queries = (q: string) => relaxations(searchFor({ q })).map(({ search }) => search.q)

describe('relaxations', () => {
  it('takes one word or phrase away at a time', () => {
    expect(queries('canal "dry dock" -strike')).toEqual([
      '"dry dock" -strike',
      'canal -strike',
      'canal "dry dock"',
    ])
  })

  it.each(['canal OR lock', '(canal lock)', 'lone', ''])('leaves the words of %j alone', (q) => {
    expect(queries(q)).toEqual([])
  })

  it('offers to go without a filter first, and without the only word', () => {
    const found = relaxations(searchFor({ q: 'canal', from: '2022', cursor: 'x' }))

    expect(found.map(({ filter, words }) => filter?.field ?? words)).toEqual(['date', 'canal'])
    expect(found[1]!.search).toEqual(searchFor({ from: '2022' }))
  })
})
