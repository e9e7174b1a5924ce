import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createAmpersandEscaper } from './ampersands.ts'

function escape(...pieces: string[]): string {
  const escapePiece = createAmpersandEscaper()
  return [...pieces, null].map(escapePiece).join('')
}

describe('createAmpersandEscaper', () => {
  it.each([
    ['a & b &amp; c', 'a &amp; b &amp; c'],
    ['?a=1&b=2', '?a=1&amp;b=2'],
    ['&#38; &#x26; &eacute;', '&#38; &#x26; &eacute;'],
    ['<![CDATA[a & b]]> & c', '<![CDATA[a & b]]> &amp; c'],
    ['ends in &', 'ends in &amp;'],
  ])('writes %j as %j', (text, escaped) => {
    expect(escape(text)).toBe(escaped)
  })

  it('does not depend on where pieces end', () => {
    const parts = fc.constantFrom(
      '&',
      'amp;',
      '<![CDATA[',
      '<!',
      '[CDATA[',
      ']',
      ']>',
      '>',
      '#3',
      ' x',
    )
    fc.assert(
      fc.property(fc.array(parts), fc.nat({ max: 40 }), (texts, at) => {
        const text = texts.join('')

        expect(escape(text.slice(0, at), text.slice(at))).toBe(escape(text))
      }),
      { numRuns: 2000 },
    )
  })
})
