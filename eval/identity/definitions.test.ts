import { expect, it } from 'vitest'
import { findDefinitions } from './definitions.ts'

const shorts = (text: string) =>
  findDefinitions(text).map(({ long, short }) => [long.replace(/\s+/g, ' '), short])

it('finds acronyms in parentheses after the names they stand for, with letters in any order', () => {
  expect(
    shorts(
      'The Brazilian Coffee Institute (IBC) and the Commodity\nExchange (Comex) met Mr. Hall (R-Ohio).',
    ),
  ).toEqual([
    ['Brazilian Coffee Institute', 'IBC'],
    ['Commodity Exchange', 'Comex'],
  ])
  expect(shorts('It rose 3 pct (see above) in the first quarter (Q1) on Monday (AM).')).toEqual([])
})
