import { expect, it } from 'vitest'
import { doubtsOf } from './doubts.ts'

const marked = (q: string) => doubtsOf(q).map(({ start, end }) => q.slice(start, end))

it('marks the place where a query was read otherwise than written', () => {
  expect(marked('dam (')).toEqual(['('])
  expect(marked('grain jap*n deal')).toEqual(['jap*n'])
  expect(marked('canal da*')).toEqual(['da*'])
})

it('marks nothing in a plain search', () => {
  expect(marked('"grain deal" -export source:courier')).toEqual([])
  expect(marked('')).toEqual([])
})
