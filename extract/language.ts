import type { Document } from './document.ts'
import { CAPITAL, COMMON, FUNCTION, HARD, LOWER_CASE } from './flags.ts'

/** Of the words that an English text writes small, at least so many are in the list of common ones. */
const LEAST_COMMON = 0.5
/** Related languages share many words, but not the articles, pronouns and prepositions. */
const LEAST_FUNCTION = 0.2
const SURELY_COMMON = 0.65
/** Fewer small words tell nothing. */
const LEAST_WORDS = 3
/** Beyond it letters of other scripts begin, quotation marks aside. */
const LAST_LATIN = 0x24f

/** Whether an article is in English, as far as the words tell that it writes small; the tagger knows no other language. */
export function isEnglish({ title, body }: Document): boolean {
  let small = 0
  let common = 0
  let functions = 0
  let foreign = 0
  let words = 0
  for (const { tokens } of title ? [title, ...body] : body) {
    for (const { word } of tokens) {
      if ((word.flags & (LOWER_CASE | CAPITAL)) === 0) continue
      words++
      if (word.text.charCodeAt(0) > LAST_LATIN) foreign++
      if ((word.flags & LOWER_CASE) === 0) continue
      small++
      if (word.flags & (COMMON | FUNCTION)) common++
      if (word.flags & HARD) functions++
    }
  }
  if (foreign > 0 && foreign >= words / 2) return false
  if (small < LEAST_WORDS || common >= SURELY_COMMON * small) return true
  return common >= LEAST_COMMON * small && functions >= LEAST_FUNCTION * small
}
