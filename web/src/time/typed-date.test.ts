import { expect, it } from 'vitest'
import { typedDate } from './typed-date.ts'

const today = new Date('2024-03-31T12:00:00Z')

it.each([
  ['', ''],
  ['1987', '1987'],
  ['2023-6-2', '2023-06-02'],
  ['March 1987', '1987-03'],
  ['22 Jun 2023', '2023-06-22'],
  ['June 22, 2023', '2023-06-22'],
  ['-30d', '2024-03-01'],
  ['last 30 days', '2024-03-01'],
  ['last week', '2024-03-24'],
  ['2 months ago', '2024-01-31'],
  ['yesterday', '2024-03-30'],
])('reads %j as %j', (typed, date) => {
  expect(typedDate(typed, today)).toBe(date)
})

it.each(['Mrach 1987', '2023-02-30', 'soon'])('finds no date in %j', (typed) => {
  expect(typedDate(typed, today)).toBeNull()
})
