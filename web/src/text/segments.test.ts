import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { segments } from './segments.ts'

const TEXT = 'Mara Lindqvist met Oduya.'

describe('segments', () => {
  it('splits a text at its spans', () => {
    const spans = [
      { start: 19, end: 24 },
      { start: 0, end: 14 },
    ]

    expect(segments(TEXT, spans)).toEqual([
      { text: 'Mara Lindqvist', span: spans[1] },
      { text: ' met ', span: null },
      { text: 'Oduya', span: spans[0] },
      { text: '.', span: null },
    ])
  })

  it('lets the earlier and longer span win where two overlap', () => {
    const short = { start: 0, end: 4 }
    const long = { start: 0, end: 14 }
    const late = { start: 5, end: 18 }

    expect(marked([short, long, late])).toEqual(['Mara Lindqvist'])
  })

  it('cuts what reaches outside the range', () => {
    expect(segments(TEXT, [{ start: 0, end: 14 }], 5, 10)).toMatchObject([{ text: 'Lindq' }])
  })

  it('ignores spans that are empty, reversed or beyond the text', () => {
    expect(marked([{ start: 3, end: 3 }])).toEqual([])
    expect(marked([{ start: 9, end: 3 }])).toEqual([])
    expect(marked([{ start: 90, end: 99 }])).toEqual([])
  })

  it('loses no character, whatever the spans', () => {
    const span = fc.record({ start: fc.integer({ max: 40 }), end: fc.integer({ max: 40 }) })
    fc.assert(
      fc.property(fc.string(), fc.array(span), (text, spans) => {
        const pieces = segments(text, spans)

        expect(pieces.map((piece) => piece.text).join('')).toBe(text)
        expect(pieces.every((piece) => piece.text !== '')).toBe(true)
      }),
    )
  })
})

function marked(spans: { start: number; end: number }[]): string[] {
  return segments(TEXT, spans)
    .filter(({ span }) => span)
    .map(({ text }) => text)
}
