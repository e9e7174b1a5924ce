import { describe, expect, it } from 'vitest'
import { toSafeJson } from './control-characters.ts'

describe('toSafeJson', () => {
  it.each([
    '\x1b[31m',
    '\x7f',
    'a\u009bb',
    'a\u202eb',
    'a\u2066b\u2069',
    'line\u2028break',
    '\u200f',
  ])('is the same value without what a terminal obeys: %j', (text) => {
    const json = toSafeJson({ [text]: [text] })

    expect(json).not.toMatch(/[\p{Cc}\p{Bidi_C}\u2028]/u)
    expect(JSON.parse(json)).toEqual({ [text]: [text] })
  })

  it('leaves letters of any script as they are', () => {
    expect(toSafeJson('Əliyev, Лавров, 東京 🗞')).toBe('"Əliyev, Лавров, 東京 🗞"')
  })
})
