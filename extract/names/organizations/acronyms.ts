import { ALL_CAPS, CAPITAL, FUNCTION_WORD, LEGAL_FORM } from '../../text/flags.ts'
import type { Segment } from '../../text/segment.ts'
import { surfaceOf } from '../spans/name.ts'

/** A long form followed by its short form in brackets. */
export interface Definition {
  segment: Segment
  from: number
  to: number
  short: string
  /** Token index of the short form. */
  at: number
  /** Whether the long form starts with a capital. */
  isName: boolean
}

const LONGEST = 10

/**
 * Finds "Economic Cooperation Fund (ECF)" by the algorithm of Schwartz and Hearst (2003); also "Commodity Exchange
 * (Comex)", and short forms in the order of another language, "Brazilian Coffee Institute (IBC)".
 */
export function readDefinitions(segment: Segment): Definition[] {
  const { tokens } = segment
  const found: Definition[] = []
  for (let i = 2; i < tokens.length - 1; i++) {
    if (tokens[i - 1]!.word.text !== '(' || tokens[i + 1]!.word.text !== ')') continue
    const { text, flags } = tokens[i]!.word
    if ((flags & CAPITAL) === 0 || flags & LEGAL_FORM || text.length > LONGEST) continue
    const from = startOf(segment, i - 1, text.replaceAll('.', ''), (flags & ALL_CAPS) !== 0)
    if (from < 0) continue
    const isName = (tokens[from]!.word.flags & CAPITAL) !== 0
    found.push({ segment, from, to: i - 1, short: text, at: i, isName })
  }
  return found
}

function startOf(segment: Segment, to: number, short: string, isAcronym: boolean): number {
  if (!isAcronym) {
    const from = MIXED.test(short) ? longFormStart(segment, to, short) : -1
    return from >= 0 ? from : syllablesStart(segment, to, short)
  }
  const from = longFormStart(segment, to, short)
  return from >= 0 ? from : reorderedStart(segment, to, short)
}

/** "AfCFTA", "CwA" */
const MIXED = /^\p{Lu}\p{Ll}{0,2}\p{Lu}+$/u

/** How many letters of a short form of five or more may be missing from the long form. */
const FOREIGN_LETTERS = 1

/** First token of a capitalised name whose initials are the letters in another order; -1 if there is none. */
function reorderedStart({ tokens }: Segment, to: number, short: string): number {
  const missing = [...short.toLowerCase()]
  const spare = short.length > 4 ? FOREIGN_LETTERS : 0
  for (let from = to - 1; from >= 0 && to - from <= 2 * short.length; from--) {
    const { flags, lower } = tokens[from]!.word
    if (flags & FUNCTION_WORD) continue
    const at = missing.indexOf(lower.charAt(0))
    if ((flags & CAPITAL) === 0 || at < 0) return -1
    missing.splice(at, 1)
    if (missing.length <= spare) return from
  }
  return -1
}

/** First token of a name whose words' beginnings make up the short form ("Com" and "ex"); -1 if there is none. */
function syllablesStart({ tokens }: Segment, to: number, short: string): number {
  const words: string[] = []
  for (let from = to - 1; from >= 0 && to - from <= 2 * short.length; from--) {
    const { flags, lower } = tokens[from]!.word
    if (flags & FUNCTION_WORD) continue
    if ((flags & CAPITAL) === 0) return -1
    words.unshift(lower)
    if (isSyllables(words, short.toLowerCase())) return from
  }
  return -1
}

/** Whether the words yield the letters in order, each used word from its first letter on; only the first must be used. */
function isSyllables([word = '', ...rest]: string[], letters: string, isFirst = true): boolean {
  if (!isFirst && letters === '') return true
  if (word === '' || letters === '') return false
  const most = word.startsWith(letters.charAt(0)) ? prefixIn(word, letters) : 0
  for (let used = most; used > 0; used--) {
    if (isSyllables(rest, letters.slice(used), false)) return true
  }
  return !isFirst && isSyllables(rest, letters, false)
}

/** How many of the first letters occur in the word, in order. */
function prefixIn(word: string, letters: string): number {
  let at = 0
  for (const letter of word) if (letter === letters.charAt(at)) at++
  return at
}

/** First token of the long form, matched from right to left; -1 if the letters do not match. */
function longFormStart({ tokens, ...segment }: Segment, to: number, short: string): number {
  const n = short.length
  const first = Math.max(0, to - Math.min(n + 5, 2 * n))
  const long = surfaceOf({ tokens, ...segment }, first, to).toLowerCase()
  let at = long.length - 1
  for (let k = n - 1; k >= 0; k--, at--) {
    const letter = short.charAt(k).toLowerCase()
    while (at >= 0 && (long[at] !== letter || (k === 0 && isInsideWord(long, at)))) at--
    if (at < 0) return -1
  }
  const offset = long.lastIndexOf(' ', at + 1) + 1
  const skipped = long.slice(0, offset).split(' ').length - 1
  return startToken({ tokens, ...segment }, first, to, skipped)
}

function isInsideWord(text: string, at: number): boolean {
  return at > 0 && /[\p{L}\p{N}]/u.test(text.charAt(at - 1))
}

/** The token after the given number of white-space gaps. */
function startToken({ tokens, text }: Segment, first: number, to: number, spaces: number): number {
  let left = spaces
  for (let i = first; i < to; i++) {
    if (left === 0) return i
    if (/\s/.test(text.slice(tokens[i]!.end, tokens[i + 1]!.start))) left--
  }
  return -1
}
