import { fold } from '#core/text.ts'
import { isSpace } from './characters.ts'

/** Longest sentence in words; both search stores rely on this limit. */
const MAX_WORDS = 2000

/** A sentence with fewer characters cannot exceed the limit. */
export const LONG_FROM = 2 * MAX_WORDS

const BLANK = 0x20

/** Splits a sentence into pieces of at most `MAX_WORDS` words (as counted by `core/text`), at white space if possible. */
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
