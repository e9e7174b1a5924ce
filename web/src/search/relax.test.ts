import { describe, expect, it } from 'vitest'
import { relaxations } from './relax.ts'
import { searchFor } from './search-state.ts'

const queries = (q: string) => relaxations(searchFor({ q })).map(({ search }) => search.q)

describe('relaxations', () => {
  it('takes one part of the query away at a time', () => {
    expect(queries('canal "dry dock" -strike (lock OR a NEAR/5 b)')).toEqual([
      '"dry dock" NOT strike (lock OR a NEAR/5 b)',
      'canal NOT strike (lock OR a NEAR/5 b)',
      'canal "dry dock" (lock OR a NEAR/5 b)',
      'canal "dry dock" NOT strike',
    ])
  })

  it.each(['canal OR lock', 'canal NEAR/5 lock', 'lone', '', 'po*'])(
    'leaves the words of %j alone',
    (q) => {
      expect(queries(q)).toEqual([])
    },
  )

  it('offers to go without a filter first, and without the only word', () => {
    const found = relaxations(searchFor({ q: 'canal', from: '2022', cursor: 'x' }))

    expect(found.map(({ filter, words }) => filter?.field ?? words)).toEqual(['date', 'canal'])
    expect(found[1]!.search).toEqual(searchFor({ from: '2022' }))
  })
})
