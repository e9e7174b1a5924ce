import { describe, expect, it } from 'vitest'
import type { ExplanationAnswer } from '../../api.ts'
import { countsIn, relaxations } from './relax.ts'
import { searchFor } from '../search-state.ts'

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

describe('counts of relaxations', () => {
  const eq = (value: number) => ({ value, relation: 'eq' as const })
  const part = (without: number, position: { start: number; end: number } | null) => ({
    ...{ depth: 0, q: '', description: '', position, matches: null },
    ...{ total: eq(0), without: eq(without) },
  })
  const explained = (...branches: ReturnType<typeof part>[]) => {
    const explanation: Partial<ExplanationAnswer> = { branches }
    return explanation as ExplanationAnswer
  }
  const typed = { start: 0, end: 5 }

  it('are those of the explanation, whatever the order in which they are offered', () => {
    const search = searchFor({
      q: 'canal lock',
      from: '2022',
      fields: { source: { any: ['Post'], all: [], none: ['Herald'] } },
    })
    const wider = relaxations(search)

    const counts = countsIn(
      explained(part(1, typed), part(2, typed), part(3, null), part(4, null), part(5, null)),
      wider,
    )

    const offered = wider.map(({ filter, words }, i) => [filter?.mode ?? words, counts[i]])
    expect(offered).toEqual([
      ['any', 4],
      ['none', 5],
      ['any', 3],
      ['canal', 1],
      ['lock', 2],
    ])
  })

  it('are unknown of a period with two ends, since each end is a part', () => {
    const wider = relaxations(searchFor({ q: 'canal', from: '2022', to: '2023', undated: true }))

    const counts = countsIn(
      explained(part(1, typed), part(2, null), part(3, null), part(4, null)),
      wider,
    )

    expect(wider.map(({ filter }, i) => [filter?.field, counts[i]])).toEqual([
      ['date', null],
      ['undated', 4],
      [undefined, 1],
    ])
  })

  it('are unknown where the search was read otherwise', () => {
    const wider = relaxations(searchFor({ q: 'canal lock' }))

    expect(countsIn(explained(part(1, typed)), wider)).toEqual([null, null])
  })
})
