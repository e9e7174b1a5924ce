import type { Document } from './document.ts'
import { CAPITAL, COMMON, ENGLISH, FOREIGN, FUNCTION, HARD, LOWER_CASE } from './flags.ts'

/** Of the words that an English text writes small, at least so many are in the list of common ones. */
const LEAST_COMMON = 0.5
/** Related languages share many words, but not the articles, pronouns and prepositions. */
const LEAST_FUNCTION = 0.2
const SURELY_COMMON = 0.65
/** Fewer small words tell nothing. */
const LEAST_WORDS = 3
/** In a text of so few small words one of English alone is enough. */
const FEW_WORDS = 25
/** Markup and links leave at least so many of the small words English, and so many common. */
const LEAST_ENGLISH = 0.04
const LEAST_COMMON_BESIDE = 0.25
/** Names of firms and books bring fewer words of their language. */
const LEAST_FOREIGN = 0.08
/** Beyond it letters of other scripts begin, quotation marks aside. */
const LAST_LATIN = 0x24f

interface Counts {
  words: number
  /** In letters that are not Latin. */
  otherScript: number
  /** Of those that begin small. */
  small: number
  common: number
  functions: number
  /** Function words that only English has, and that it has not. */
  english: number
  foreign: number
}

/** Whether an article is in English, as far as the words tell that it writes small; the tagger knows no other language. */
export function isEnglish(document: Document): boolean {
  const counts = count(document)
  const { words, otherScript, small, common, functions, english, foreign } = counts
  if (otherScript > 0 && otherScript >= words / 2) return false
  if (small < LEAST_WORDS) return true
  if (foreign >= 2 && foreign >= LEAST_FOREIGN * small && 2 * foreign >= english) return false
  if (isEnglishInPart(counts) || common >= SURELY_COMMON * small) return true
  return common >= LEAST_COMMON * small && functions >= LEAST_FUNCTION * small
}

/** A short text, or one among signs and names of markup. */
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
      if (flags & (COMMON | FUNCTION)) counts.common++
      if (flags & HARD) counts.functions++
      if (flags & ENGLISH) counts.english++
      if (flags & FOREIGN) counts.foreign++
    }
  }
  return counts
}
