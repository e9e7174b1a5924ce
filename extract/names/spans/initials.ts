import { FUNCTION_WORD } from '../../text/flags.ts'
import type { Segment } from '../../text/segment.ts'

/** The initials of a span without function words; empty unless there are at least three, all capitals. */
export function initials({ tokens }: Segment, from: number, to: number): string {
  let letters = ''
  for (let i = from; i < to; i++) {
    const { text, flags } = tokens[i]!.word
    if ((flags & FUNCTION_WORD) === 0 && text !== '&') letters += text.charAt(0)
  }
  return /^\p{Lu}{3,}$/u.test(letters) ? letters : ''
}
