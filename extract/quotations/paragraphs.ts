import type { Segment } from '../text/segment.ts'

export interface Paragraph {
  start: number
  end: number
  segments: Segment[]
}

const BREAK = /\n\s*\n|\n[ \t\u00a0]|\r\r|\u2029/

/** The sentences of a text by paragraph: a blank or an indented line starts the next one. */
export function readParagraphs(segments: readonly Segment[]): Paragraph[] {
  const paragraphs: Paragraph[] = []
  for (const segment of segments) {
    const { start, end } = segment.sentence
    const last = paragraphs.at(-1)
    if (last && !BREAK.test(segment.text.slice(last.end, start))) {
      last.segments.push(segment)
      last.end = end
    } else paragraphs.push({ start, end, segments: [segment] })
  }
  return paragraphs
}
