import { expect, it } from 'vitest'
import { countChanged, shortened } from './differences.ts'

const row = (count: number) => Array.from({ length: count }, (_, i) => `w${i}`).join(' ')

it('counts the words that only one text has', () => {
  expect(
    countChanged([
      { in: 'both', text: 'Oil rose' },
      { in: 'first', text: 'a dollar' },
      { in: 'second', text: 'more' },
    ]),
  ).toBe(3)
})

it('cuts what both texts have to the words beside a difference', () => {
  const cut = shortened([
    { in: 'both', text: row(30) },
    { in: 'second', text: 'more' },
    { in: 'both', text: row(30) },
    { in: 'first', text: 'less' },
  ])

  expect(cut[0]!.text).toBe('… w22 w23 w24 w25 w26 w27 w28 w29')
  expect(cut[2]!.text).toBe('w0 w1 w2 w3 w4 w5 w6 w7 … w22 w23 w24 w25 w26 w27 w28 w29')
  expect(cut.filter((piece) => piece.in !== 'both').map(({ text }) => text)).toEqual([
    'more',
    'less',
  ])
})

it('leaves short stretches as they are', () => {
  const pieces = [
    { in: 'first' as const, text: 'a' },
    { in: 'both' as const, text: row(12) },
    { in: 'second' as const, text: 'b' },
  ]
  expect(shortened(pieces)).toEqual(pieces)
})
