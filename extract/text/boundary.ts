import {
  LEADING_ABBREVIATIONS,
  NUMBER_ABBREVIATIONS,
  SENTENCE_STARTERS,
  SPEECH_VERBS,
  TRAILING_ABBREVIATIONS,
} from './abbreviations.ts'
import {
  classOf,
  DIGIT,
  isLetter,
  isSpace,
  isUpper,
  LOWER,
  SPACE,
  unitAt,
  UPPER,
} from './characters.ts'

const FULL_STOP = 46
const TERMINATOR = 1
const CLOSER = 2
const OPENER = 4
/** Roles of a character around the end of a sentence, by UTF-16 unit. */
const SIGNS = new Uint8Array(0x10000)
for (const sign of '.!?…') SIGNS[sign.charCodeAt(0)]! |= TERMINATOR
for (const sign of '"\'”’»)]}') SIGNS[sign.charCodeAt(0)]! |= CLOSER
for (const sign of '"\'“‘«([{-–—.…') SIGNS[sign.charCodeAt(0)]! |= OPENER

/** Limits the look-back; no listed abbreviation is longer. */
const LONGEST_ABBREVIATION = 12

/** End offset of the sentence whose terminator is at `at`, closing quotes included; 0 if no sentence ends there. */
export function boundaryAfter(text: string, at: number): number {
  if (hasRole(TERMINATOR, text, at - 1)) return 0
  let end = at + 1
  while (hasRole(TERMINATOR, text, end)) end++
  const isLoneStop = text.charCodeAt(at) === FULL_STOP && end === at + 1
  const closersFrom = end
  while (hasRole(CLOSER, text, end)) end++
  if (end === text.length) return end
  if (!isSpace(text.charCodeAt(end))) return isGlued(text, at, end) ? end : 0

  const next = skipTo(text, end)
  if (next === text.length) return end
  if (classOf(text.charCodeAt(next)) === LOWER) return 0
  if (isLoneStop && closersFrom === end && isAbbreviation(text, at, next)) return 0
  if (!isLoneStop && closersFrom < end && isAttribution(text, next)) return 0
  return end
}

/** Offset of the next letter or digit after white space and opening punctuation. */
function skipTo(text: string, at: number): number {
  while (at < text.length && isSpace(text.charCodeAt(at))) at++
  let next = at
  while (hasRole(OPENER, text, next)) next++
  return next
}

function hasRole(role: number, text: string, at: number): boolean {
  return (SIGNS[unitAt(text, at)]! & role) !== 0
}

/** Detects a space lost in scraping ("the peace.The talks"), but not "Node.js", "Booking.com" or "St.Petersburg". */
function isGlued(text: string, at: number, end: number): boolean {
  if (end !== at + 1 || text.charCodeAt(at) !== FULL_STOP) return false
  if (!isUpper(unitAt(text, at + 1)) || classOf(unitAt(text, at + 2)) !== LOWER) return false
  if (classOf(unitAt(text, at - 1)) !== LOWER || classOf(unitAt(text, at - 2)) !== LOWER)
    return false
  const before = wordBefore(text, at)
  return !before.includes('.') && !isUpper(before.charCodeAt(0)) && before.length > 2
}

function isAbbreviation(text: string, at: number, next: number): boolean {
  const before = wordBefore(text, at)
  if (before === '') return false
  const follows = classOf(text.charCodeAt(next))
  if (NUMBER_ABBREVIATIONS.has(before)) return follows === DIGIT
  const isInitial = before.length === 1 && isUpper(before.charCodeAt(0))
  const mayEnd = isInitial || before.includes('.') || TRAILING_ABBREVIATIONS.has(before)
  if (LEADING_ABBREVIATIONS.has(before)) return true
  if (!mayEnd) return false
  return follows !== UPPER || !SENTENCE_STARTERS.has(wordAt(text, next))
}

/** A speech verb among the next three words keeps quote and speaker together: `"Why now?" Patel asked`. */
function isAttribution(text: string, next: number): boolean {
  let at = next
  for (let word = 0; word < 3; word++) {
    const found = wordAt(text, at)
    if (SPEECH_VERBS.has(found)) return true
    at += found.length
    if (classOf(unitAt(text, at)) !== SPACE) return false
    while (at < text.length && isSpace(text.charCodeAt(at))) at++
  }
  return false
}

function wordBefore(text: string, at: number): string {
  let start = at
  const limit = Math.max(0, at - LONGEST_ABBREVIATION)
  while (
    start > limit &&
    (isLetter(text.charCodeAt(start - 1)) || text.charAt(start - 1) === '.')
  ) {
    start--
  }
  while (text.charCodeAt(start) === FULL_STOP && start < at) start++
  return text.slice(start, at)
}

function wordAt(text: string, at: number): string {
  let end = at
  while (end < text.length && end < at + 20 && isLetter(text.charCodeAt(end))) end++
  return text.slice(at, end)
}
