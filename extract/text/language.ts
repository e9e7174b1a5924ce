import type { Document } from './document.ts'
import {
  CAPITAL,
  COMMON,
  ENGLISH,
  FOREIGN,
  FUNCTION_WORD,
  CLOSED_CLASS,
  LOWER_CASE,
} from './flags.ts'

/** Least share of common words among the lower-case words of an English text. */
const LEAST_COMMON = 0.5
/** Minimum share of function words, which even related languages do not share. */
const LEAST_FUNCTION = 0.2
const SURELY_COMMON = 0.65
/** With fewer lower-case words there is no evidence against English. */
const LEAST_WORDS = 3
/** Below this many lower-case words a single English-only word is enough. */
const FEW_WORDS = 25
/** Least shares of English-only and of common words in a text full of markup and links. */
const LEAST_ENGLISH = 0.04
const LEAST_COMMON_BESIDE = 0.25
/** Foreign names in an English text contribute less than this share of foreign words. */
const LEAST_FOREIGN = 0.08
/** Last code point of the Latin blocks. */
const LAST_LATIN = 0x24f

interface Counts {
  words: number
  /** In non-Latin letters. */
  otherScript: number
  /** Starting in lower case. */
  small: number
  common: number
  functions: number
  /** Function words that only English has, and ones that only other languages have. */
  english: number
  foreign: number
}

/** Whether an article is in English, judged by its lower-case words. The tagger is trained on English only. */
export function isEnglish(document: Document): boolean {
  const counts = count(document)
  const { words, otherScript, small, common, functions, english, foreign } = counts
  if (otherScript > 0 && otherScript >= words / 2) return false
  if (small < LEAST_WORDS) return true
  if (foreign >= 2 && foreign >= LEAST_FOREIGN * small && 2 * foreign >= english) return false
  if (isEnglishInPart(counts) || common >= SURELY_COMMON * small) return true
  return common >= LEAST_COMMON * small && functions >= LEAST_FUNCTION * small
}

/** A short text, or one mixed with markup. */
function isEnglishInPart({ small, common, english, foreign }: Counts): boolean {
  if (foreign >= english || common < LEAST_COMMON_BESIDE * small) return false
  return small < FEW_WORDS ? english >= 1 : english >= Math.max(2, LEAST_ENGLISH * small)
}

function count({ title, body }: Document): Counts {
  const counts = {
    words: 0,
    otherScript: 0,
    small: 0,
    common: 0,
    functions: 0,
    english: 0,
    foreign: 0,
  }
  for (const { tokens } of title ? [title, ...body] : body) {
    for (const { word } of tokens) {
      const { flags, text } = word
      if ((flags & (LOWER_CASE | CAPITAL)) === 0) continue
      counts.words++
      if (text.charCodeAt(0) > LAST_LATIN) counts.otherScript++
      if ((flags & LOWER_CASE) === 0) continue
      counts.small++
      if (flags & (COMMON | FUNCTION_WORD)) counts.common++
      if (flags & CLOSED_CLASS) counts.functions++
      if (flags & ENGLISH) counts.english++
      if (flags & FOREIGN) counts.foreign++
    }
  }
  return counts
}
