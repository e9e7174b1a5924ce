import { expect, it } from 'vitest'
import { fnv1a } from './fnv1a.ts'

// Of the reference vectors by Fowler, Noll and Vo.
it.each([
  ['', 0x811c9dc5],
  ['a', 0xe40c292c],
  ['foobar', 0xbf9cf968],
])('gives the published value of %j', (text, hash) => {
  expect(fnv1a(text) >>> 0).toBe(hash)
})

it('takes a part of a text as that part alone', () => {
  expect(fnv1a('a foobar', 2, 8)).toBe(fnv1a('foobar'))
})
