import { expect, it } from 'vitest'
import { nearest } from './nearest-name.ts'

it.each([
  ['sorce', 'source'],
  ['SORT', 'sort'],
  ['contry', 'country'],
  ['szie', 'size'],
  ['form', 'from'],
  ['from', 'from'],
  ['sizes', 'size'],
  ['language', undefined],
  ['x'.repeat(5000), undefined],
  ['', undefined],
])('takes %s for %s', (written, name) => {
  expect(nearest(written, ['source', 'sort', 'country', 'from', 'size'])).toBe(name)
})
