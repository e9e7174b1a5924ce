import { splitAuthors } from './authors.ts'
import { mixedCase } from './mixed-case.ts'

export interface Byline {
  /** The line as written. */
  text: string
  authors: string[]
}

const MAX_LENGTH = 160
const NAME = String.raw`\p{Lu}[\p{L}\p{M}.'’-]*(?: (?:(?:\p{Lu}|d['’]|al-)[\p{L}\p{M}.'’-]*|de|da|dos|del|della|van|von|der|den|bin|ibn|el|al|la|le)){0,3} (?:\p{Lu}|[do]['’]|al-)[\p{L}\p{M}.'’-]+`
const BARE_NAME = new RegExp(`^${NAME}$`, 'u')
const BY = new RegExp(
  `^By (${NAME}(?:(?:, | and | AND | & |, and )${NAME})*)(?:\\s*(?:[|,•·–—-] ?[\\p{Lu}\\d]|in \\p{Lu}|for |\\d|\\().{0,80})?$`,
  'u',
)
const CREDIT = /^\(?(?:Additional )?(?:Reporting|Written|Text) by ([^;.()]{3,120})/i
/** Two capitalised words that are not a person: sections, outlets, offices. */
const NO_PERSON =
  /\b(?:news|line|agency|press|wire|research|desk|staff|team|editors?|editorial|correspondent|bureau|service|media|times|post|politics|econom(?:y|ics)|society|sports?|culture|business|world|opinion|home|page|contact|us|more|read|comments?|share|reviews?|ministry|university|bank|company|corp|inc|ltd|united|new|republic|street|the|of|and|in|for|reuters?|airlines?|airways|motors?|group|holdings?|bank|videos?|stories|story|gallery|forecast|weather|live|watch|loading|like|latest|related|verwandte|artikel|weitere|mehr|photo|photos|trending|popular|headlines?)\b/i

/** Parses "By Ana Ferro", alone on a line at the top, possibly with a date or an outlet. */
export function parseTopByline(line: string): Byline | null {
  if (line.length > MAX_LENGTH || !/^\s*by\b/i.test(line)) return null
  const text = line.trim()
  const match = BY.exec(text.replace(/^by\b:?\s+/i, 'By '))
  return match ? { text, authors: splitAuthors(match[1]!).map(mixedCase) } : null
}

/** Parses a name alone on the last line, or an agency's credit there. */
export function parseBottomByline(line: string): Byline | null {
  const text = line.trim()
  if (text.length > MAX_LENGTH) return null
  const credit = CREDIT.exec(text)
  if (credit) return { text, authors: splitAuthors(credit[1]!) }
  if (BARE_NAME.test(text) && !NO_PERSON.test(text)) return { text, authors: [mixedCase(text)] }
  return parseTopByline(line)
}
