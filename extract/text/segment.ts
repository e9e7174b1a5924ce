import type { Sentence } from '#core/article.ts'
import { ALL_CAPS, CAPITAL, INITIAL, LOWER_CASE } from './flags.ts'
import { type GazetteerMatch, findMatches } from './gazetteer-matches.ts'
import { isSentence, truecase } from './truecase.ts'
import { readTokens, type Token } from './tokens.ts'
import type { Word } from './word.ts'

/** How a sentence uses capitals: like prose, on most words (headline), or for all letters. */
export type Style = 'prose' | 'headline' | 'capitals'

/** A tokenized sentence with its gazetteer matches. */
export interface Segment {
  sentence: Sentence
  text: string
  tokens: Token[]
  style: Style
  /** Whether the text is in capitals and the case of the words was guessed. */
  truecased: boolean
  /** The match that covers each token. */
  matches: (GazetteerMatch | undefined)[]
}

export function readSegment(sentence: Sentence, text: string): Segment {
  const tokens = readTokens(text, sentence.start, sentence.end)
  const style = styleOf(tokens, isClosed(sentence, text))
  if (style === 'capitals' && sentence.field === 'body' && isSentence(tokens)) {
    const words = truecase(tokens)
    const matches = findMatches(words, false)
    return { sentence, text, tokens: words, style: 'prose', truecased: true, matches }
  }
  const matches = findMatches(tokens, style === 'capitals')
  return { sentence, text, tokens, style, truecased: false, matches }
}

/** A body sentence with final punctuation is not a headline, however many names it has. */
function isClosed({ field, end }: Sentence, text: string): boolean {
  return field === 'body' && /[.!?…"”'’)]/.test(text.charAt(end - 1))
}

/** A style other than prose needs at least three words, over 70 % of them capitalised. */
function styleOf(tokens: Token[], closed: boolean): Style {
  let words = 0
  let capital = 0
  let upper = 0
  for (const { word } of tokens) {
    if (word.flags & LOWER_CASE) words++
    else if (word.flags & CAPITAL) {
      words++
      capital++
      if (word.flags & (ALL_CAPS | INITIAL)) upper++
    }
  }
  if (words < 3 && upper < words) return 'prose'
  if (upper > 0.7 * words) return 'capitals'
  return capital > 0.7 * words && !closed ? 'headline' : 'prose'
}

/** The words of each segment. */
export function wordsOf(segments: Segment[]): Word[][] {
  return segments.map(({ tokens }) => tokens.map(({ word }) => word))
}

/** The words of each segment as text, with straight apostrophes. */
export function textsOf(segments: Segment[]): string[][] {
  return segments.map(({ tokens }) => tokens.map(({ word }) => word.text))
}
