import { expect, it } from 'vitest'
import { tidyDate } from './tidy-date.ts'

it.each([
  ['2023-6-2', '2023-06-02'],
  [' 2023-06 ', '2023-06'],
  ['2023', '2023'],
  ['', ''],
])('writes %j as %j', (typed, written) => {
  expect(tidyDate(typed)).toBe(written)
})
