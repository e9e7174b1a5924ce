import { expect, it } from 'vitest'
import { differencesOf } from './differences.ts'

it('gives what both texts have and what only one of them has, in order', () => {
  const [wire, reprint] = ['Oil rose a dollar on Thursday.', 'Oil rose\ntwo dollars on  Thursday.']

  expect(differencesOf(wire, reprint)).toEqual([
    { in: 'both', text: 'Oil rose' },
    { in: 'first', text: 'a dollar' },
    { in: 'second', text: 'two dollars' },
    { in: 'both', text: 'on Thursday.' },
  ])
})

it('gives a cut end as what only the longer text has', () => {
  expect(differencesOf('Oil rose.', 'Oil rose. Gas fell.')).toEqual([
    { in: 'both', text: 'Oil rose.' },
    { in: 'second', text: 'Gas fell.' },
  ])
})

it('gives no difference of texts with the same words, and none of nothing', () => {
  expect(differencesOf('Oil  rose.', 'Oil rose.')).toEqual([{ in: 'both', text: 'Oil rose.' }])
  expect(differencesOf('', '')).toEqual([])
})
