import { expect, it } from 'vitest'
import type { Total } from '../page.ts'
import { readPlain, stepDown, stepsOf, tellingWords } from './ladder.ts'
import { parseQuery } from './parse.ts'
import { printQuery } from './print.ts'

const read = (text: string) => readPlain(parseQuery(text).query, text)!
const totals = (...values: number[]) => values.map((value): Total => ({ value, relation: 'eq' }))

it.each(['grain deal', 'What did the U.S. say?', 'or not', 'state-owned banks'])(
  'takes %s for a query without operators',
  (text) => {
    expect(read(text)).not.toBeNull()
  },
)

it.each([
  'grain',
  'grain OR rice',
  'grain -rice',
  'title:grain rice',
  'gra* rice',
  'country:BR rice',
])('takes %s as it is written', (text) => {
  expect(read(text)).toBeNull()
})

it('asks for all words, then for two thirds of the telling ones, then for any of them', () => {
  const steps = stepsOf(read('who sold the grain to the banks of Peru'))

  expect(steps.map(({ step, query }) => [step, printQuery(query), query.type])).toEqual([
    ['all', 'who sold the grain to the banks of peru', 'and'],
    ['most', 'sold grain banks peru', 'some'],
    ['any', 'sold OR grain OR banks OR peru', 'or'],
  ])
  expect(steps[1]!.query).toMatchObject({ least: 3 })
})

it('keeps function words where there are no others', () => {
  expect(tellingWords(read('to be or not to be').words).map((word) => printQuery(word))).toEqual([
    'to',
    'be',
    'or',
    'not',
  ])
})

it.each([
  ['grain deal', [1, 1, 9], 0],
  ['grain deal', [0, 0, 9], 2],
  ['grain deal', [0, 0, 0], 0],
  ['sold grain banks peru', [10, 20, 90], 0],
  ['sold grain banks peru', [9, 20, 90], 1],
  ['sold grain banks peru', [0, 9, 90], 2],
  ['sold grain banks peru', [2, 3, 3], 1],
])('goes down for %s with %j articles to step %i', (text, found, step) => {
  expect(stepDown(read(text), totals(...found))).toBe(step)
})

it('keeps at every step what stands in quotation marks', () => {
  const steps = stepsOf(read('what is the "hot line" proposal of Moscow'))

  expect(steps.map(({ query }) => printQuery(query))).toEqual([
    'what is the "hot line" proposal of moscow',
    '"hot line" (proposal moscow)',
    '"hot line" (proposal OR moscow)',
  ])
})

it('counts a word once that is written in several ways', () => {
  const [, most] = stepsOf(read('U.S. cooperation with a co-op, Lima'))

  expect(most!.query).toMatchObject({ type: 'some', least: 3 })
  expect(printQuery(most!.query)).toBe(
    '("u s" OR us) (cooperation OR "co operation") ("co op" OR coop) lima',
  )
})
