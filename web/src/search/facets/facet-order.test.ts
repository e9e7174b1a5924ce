import { describe, expect, it } from 'vitest'
import { inOrder } from './facet-order.ts'

const chosen =
  (...values: string[]) =>
  (value: string) =>
    values.includes(value)

describe('inOrder', () => {
  it('puts the chosen rows first where the facet is seen for the first time', () => {
    expect(inOrder(null, { rest: '', values: ['a', 'b', 'c'] }, chosen('c')).values).toEqual([
      'c',
      'a',
      'b',
    ])
  })

  it('leaves rows in their place while only this facet is changed', () => {
    const before = { rest: 'q=dam', values: ['a', 'b', 'c'] }

    expect(inOrder(before, { rest: 'q=dam', values: ['c', 'a', 'd'] }, chosen('c')).values).toEqual(
      ['a', 'b', 'c', 'd'],
    )
  })

  it('begins anew where the search changed beside it', () => {
    const before = { rest: 'q=dam', values: ['a', 'b'] }

    expect(inOrder(before, { rest: 'q=grain', values: ['b', 'a'] }, chosen()).values).toEqual([
      'b',
      'a',
    ])
  })
})
