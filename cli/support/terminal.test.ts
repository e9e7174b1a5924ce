import { describe, expect, it } from 'vitest'
import { counted, plain, size } from './terminal.ts'

describe('plain', () => {
  it('keeps letters of any script and the length of the text', () => {
    expect(plain('Əliyev, Лавров, 東京 🗞')).toBe('Əliyev, Лавров, 東京 🗞')
  })

  it.each(['\x1b[31mred', 'a\nb', 'a\u202Eb', 'a\u009Bb', 'a\u0000b'])(
    'removes control characters from %j',
    (text) => {
      const shown = plain(text)

      expect(shown).not.toMatch(/[\p{Cc}\u202E]/u)
      expect(shown).toHaveLength(text.length)
    },
  )
})

describe('numbers', () => {
  it.each([
    [0, '0 articles'],
    [1, '1 article'],
    [13585, '13,585 articles'],
  ])('writes %i as %s', (value, written) => {
    expect(counted(value, 'article')).toBe(written)
  })

  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1000, '1 KB'],
    [4_240_000, '4.2 MB'],
    [123_400_000, '123 MB'],
    [999_999_999, '1 GB'],
  ])('writes %i bytes as %s', (bytes, written) => {
    expect(size(bytes)).toBe(written)
  })
})
