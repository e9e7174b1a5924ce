import type { Sentence } from '#core/article.ts'
import { ALL_CAPS, CAPITAL, INITIAL, LOWER_CASE } from './flags.ts'
import { type Mark, scan } from './gazetteer-matches.ts'
import { readTokens, type Token } from './tokens.ts'

/** How a sentence uses capitals: as prose does, for most words (a headline), or for all letters. */
export type Style = 'prose' | 'headline' | 'capitals'

/** A sentence with its words and the known names among them. */
export interface Segment {
  sentence: Sentence
  text: string
  tokens: Token[]
  style: Style
  /** For each token the known name it belongs to. */
  marks: (Mark | undefined)[]
}

export function readSegment(sentence: Sentence, text: string): Segment {
  const tokens = readTokens(text, sentence.start, sentence.end)
  const style = styleOf(tokens, isClosed(sentence, text))
  return { sentence, text, tokens, style, marks: scan(tokens, style === 'capitals') }
}

/** A body's sentence that ends as sentences do is no headline, however many names it holds. */
function isClosed({ field, end }: Sentence, text: string): boolean {
  return field === 'body' && /[.!?…"”'’)]/.test(text.charAt(end - 1))
}

/** Over 70 % of at least three words. */
function styleOf(tokens: Token[], closed: boolean): Style {
  let words = 0
  let capital = 0
  let shouted = 0
  for (const { word } of tokens) {
    if (word.flags & LOWER_CASE) words++
    else if (word.flags & CAPITAL) {
      words++
      capital++
      if (word.flags & (ALL_CAPS | INITIAL)) shouted++
    }
  }
  if (words < 3 && shouted < words) return 'prose'
  if (shouted > 0.7 * words) return 'capitals'
  return capital > 0.7 * words && !closed ? 'headline' : 'prose'
}
