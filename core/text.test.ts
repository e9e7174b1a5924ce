import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { composed, fold, foldForAsciiTokenizer, foldLetters, words } from './text.ts'

const wordsOf = (text: string) => words(text).map(({ word }) => word)

describe('words', () => {
  it.each([
    ["Don't panic, U.S.!", ['don', 't', 'panic', 'u', 's']],
    ['state-owned_firm', ['state', 'owned', 'firm']],
    ['3.5 mln in 1987', ['3', '5', 'mln', 'in', '1987']],
    ['Şahin ŞAHİN İzmir ısı', ['sahin', 'sahin', 'izmir', 'isi']],
    ['Łódź Øresund đinar Əhali', ['lodz', 'oresund', 'dinar', 'ehali']],
    ['Straße, Ærø, Œuvre, Þór', ['strase', 'aro', 'ouvre', 'tor']],
    ['Москва Ёлка йод', ['москва', 'елка', 'иод']],
    ['東京 ทดสอบ हिन्दी', ['東京', 'ทดสอบ', 'हिन्दी']],
    ['१२३ ٤٥ ²', ['१२३', '٤٥', '²']],
    ['𝔘nion🜚gold 👍', ['𝔘nion', 'gold']],
    ['zero\u200bwidth\u00a0space\u2028line', ['zero', 'width', 'space', 'line']],
    ['lone \ud800 half \udc00', ['lone', 'half']],
    ['', []],
    [' \n\t—', []],
  ])('of %j are %j', (text, expected) => {
    expect(wordsOf(text)).toEqual(expected)
  })

  it('stand where the offsets say', () => {
    for (const { word, start, end } of words('Şahin, 𝔘nion & İzmir')) {
      expect(fold('Şahin, 𝔘nion & İzmir').slice(start, end)).toBe(word)
    }
  })
})

describe('composed', () => {
  it('is the composed form of any text', () => {
    const parts = fc.constantFrom(
      'e',
      '\u0301',
      'S',
      '\u0327',
      'é',
      '\u212b',
      '\u1100',
      '\u1161',
      '—',
      '😀',
    )
    fc.assert(
      fc.property(fc.string({ unit: parts }), (each) => {
        expect(composed(each)).toBe(each.normalize('NFC'))
      }),
    )
  })

  it('makes two ways of writing a word one', () => {
    expect(wordsOf(composed('Cafe\u0301 S\u0327ahin'))).toEqual(wordsOf('Café Şahin'))
  })
})

const text = fc.string({ unit: 'binary', maxLength: 60 })

describe('fold', () => {
  it('keeps the length of any text, and with it all offsets', () => {
    fc.assert(
      fc.property(text, (each) => {
        expect(fold(each)).toHaveLength(each.length)
        expect(foldForAsciiTokenizer(each)).toHaveLength(each.length)
        expect(foldLetters(each)).toHaveLength(each.length)
      }),
    )
  })

  it('is the same word by word, whatever stands around it and however long the text is', () => {
    const pieces = fc.constantFrom('GRAIN ', 'Şahin, ', '𝔘nion', '—', '\ud800', '\ufeff', '\udc00')
    const lengths = fc.constantFrom(1, 40_000, 70_000)
    fc.assert(
      fc.property(fc.string({ unit: pieces, minLength: 1 }), lengths, (some, length) => {
        const long = some.repeat(Math.ceil(length / some.length))
        const found = words(long)

        for (const form of [
          fold,
          foldLetters,
          (text: string) => foldForAsciiTokenizer(text).toLowerCase(),
        ]) {
          const folded = form(long)
          expect(found.map(({ start, end }) => folded.slice(start, end))).toEqual(
            found.map(({ word }) => word),
          )
        }
      }),
      { numRuns: 20 },
    )
  })

  it('leaves nothing to fold', () => {
    fc.assert(
      fc.property(text, (each) => {
        expect(fold(fold(each))).toBe(fold(each))
      }),
    )
  })

  it('splits any text where letters, digits and marks end, and nowhere else', () => {
    fc.assert(
      fc.property(text, (each) => {
        const expected = [...each.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].map(({ 0: found, index }) => [
          index,
          index + found.length,
        ])

        expect(words(each).map(({ start, end }) => [start, end])).toEqual(expected)
      }),
    )
  })

  it('folds every letter alike in capitals and small ones', () => {
    for (let point = 0x41; point < 0x600; point++) {
      const letter = String.fromCodePoint(point)
      const [lower, upper] = [letter.toLowerCase(), letter.toUpperCase()]
      if (!/\p{L}/u.test(letter) || lower.length !== 1 || upper.length !== 1) continue
      // What has no way back, as ſ and ſt, is a letter of its own.
      if (upper.toLowerCase() !== lower) continue
      expect(fold(upper), letter).toBe(fold(lower))
    }
  })
})
