import { fold } from '#core/text.ts'
import { isSpace } from './characters.ts'

/** Words after which a sentence is cut; both search stores hold sentences to it. */
const MAX_WORDS = 2000

/** A sentence shorter than this cannot have more words than allowed. */
export const LONG_FROM = 2 * MAX_WORDS

const BLANK = 0x20

/** A sentence in pieces of at most 2,000 words each (words as `core/text` has them), cut at white space if there is any. */
export function cutLong(
  text: string,
  start: number,
  end: number,
): { start: number; end: number }[] {
  const folded = fold(text.slice(start, end))
  const pieces: { start: number; end: number }[] = []
  let from = 0
  let words = 0
  let lastGap = 0
  for (let i = 0; i < folded.length; i++) {
    if (isSpace(text.charCodeAt(start + i))) lastGap = i
    const begins = folded.charCodeAt(i) !== BLANK && (i === 0 || folded.charCodeAt(i - 1) === BLANK)
    if (!begins || ++words <= MAX_WORDS) continue
    const cut = lastGap > from ? lastGap + 1 : i
    pieces.push(trimmed(text, start + from, start + cut))
    words = countWords(folded, cut, i) + 1
    from = cut
  }
  pieces.push(trimmed(text, start + from, end))
  return pieces
}

function countWords(folded: string, from: number, to: number): number {
  let words = 0
  for (let i = from; i < to; i++) {
    const begins = folded.charCodeAt(i) !== BLANK
    if (begins && (i === from || folded.charCodeAt(i - 1) === BLANK)) words++
  }
  return words
}

function trimmed(text: string, start: number, end: number): { start: number; end: number } {
  while (start < end && isSpace(text.charCodeAt(start))) start++
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--
  return { start, end }
}
