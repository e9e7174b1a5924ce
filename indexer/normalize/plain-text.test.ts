import { describe, expect, it } from 'vitest'
import { plainText } from './plain-text.ts'

describe('a text without markup', () => {
  it.each([
    ['AT&amp;T&#39;s plan &amp; O&#39;Brien', "AT&T's plan & O'Brien"],
    ['met Boris Ivanov&lt;br&gt;in Sofia', 'met Boris Ivanov\nin Sofia'],
    ['Mira O&amp;#039;Donnell', "Mira O'Donnell"],
    [
      'met <b>Boris</b> in <a href="x">Sofia</a>.<br/><br/>She left.</p><p>He stayed.',
      'met Boris in Sofia.\n\nShe left.\n\nHe stayed.',
    ],
    [
      'Lead first. <p>Anna spoke.</p><script>var x=1;</script><p>She left.</p>',
      'Lead first.\n\nAnna spoke.\n\nShe left.',
    ],
    ['One <b>line</b>.\n\nAnd another.', 'One line.\n\nAnd another.'],
    [
      'Shares of <AAPL.O> and <A> rose; 1 < 2 & 3 > 2',
      'Shares of <AAPL.O> and <A> rose; 1 < 2 & 3 > 2',
    ],
    ['<VIDEO SHOPPING MALL> adds a station', '<VIDEO SHOPPING MALL> adds a station'],
  ])('of %j is %j', (written, plain) => {
    expect(plainText(written)).toBe(plain)
  })
})
