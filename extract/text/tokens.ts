import { classOf, DIGIT, LOWER, SPACE, UPPER } from './characters.ts'
import { LEADING_ABBREVIATIONS, TRAILING_ABBREVIATIONS } from './abbreviations.ts'
import { firstNode } from '../gazetteer/gazetteer.ts'
import { CAPITAL } from './flags.ts'
import { type Word, wordAt, wordOf } from './word.ts'

/** A word, number or symbol with its offsets. */
export interface Token {
  word: Word
  start: number
  end: number
}

const APOSTROPHE = 0x27
const CURLY = 0x2019
const HYPHEN = 0x2d
const STOP = 0x2e
const COMMA = 0x2c
const AMPERSAND = 0x26
const SMALL_S = 0x73

/** Tokenizes the text between two offsets. */
export function readTokens(text: string, from: number, to: number): Token[] {
  const tokens: Token[] = []
  for (let at = from; at < to;) {
    const kind = classOf(text.charCodeAt(at))
    if (kind === SPACE) {
      at++
      continue
    }
    const end =
      kind === UPPER || kind === LOWER ? wordEnd(text, at, to) : signEnd(text, at, to, kind)
    if (kind === UPPER || kind === LOWER) pushWord(text, at, end, to, tokens)
    else push(text, at, end, tokens)
    at = tokens.at(-1)!.end
  }
  return tokens
}

function push(text: string, start: number, end: number, into: Token[]): void {
  into.push({ word: wordAt(text, start, end), start, end })
}

/** End of a word, including inner punctuation: "O'Brien", "al-Assad", "U.S.", "AT&T". */
function wordEnd(text: string, at: number, to: number): number {
  let end = at
  while (end < to) {
    const unit = text.charCodeAt(end)
    const kind = classOf(unit)
    if (kind === UPPER || kind === LOWER || kind === DIGIT) {
      end++
      continue
    }
    if (!joins(unit) || end + 1 >= to) break
    const next = classOf(text.charCodeAt(end + 1))
    if (next !== UPPER && next !== LOWER && !(next === DIGIT && unit === HYPHEN)) break
    end++
  }
  return end
}

function joins(unit: number): boolean {
  return (
    unit === HYPHEN || unit === APOSTROPHE || unit === CURLY || unit === STOP || unit === AMPERSAND
  )
}

/** End of a number with its separators, or of a single symbol. */
function signEnd(text: string, at: number, to: number, kind: number): number {
  let end = at + 1
  if (kind !== DIGIT) return end
  while (end < to) {
    const unit = text.charCodeAt(end)
    const next = classOf(unit)
    if (next === DIGIT || next === LOWER || next === UPPER) end++
    else if (isInsideNumber(unit) && end + 1 < to && classOf(text.charCodeAt(end + 1)) === DIGIT)
      end++
    else break
  }
  return end
}

function isInsideNumber(unit: number): boolean {
  return unit === STOP || unit === COMMA || unit === HYPHEN || unit === 0x3a || unit === 0x2f
}

/** Splits off the possessive, keeps the full stop of an abbreviation, and splits hyphenated pairs of names. */
function pushWord(text: string, at: number, end: number, to: number, into: Token[]): void {
  const stopped = end < to && text.charCodeAt(end) === STOP && keepsStop(text, at, end, to)
  if (stopped) {
    push(text, at, end + 1, into)
    return
  }
  const owner = possessorEnd(text, at, end)
  if (owner !== end) {
    pushParts(text, at, owner, into)
    push(text, owner, end, into)
    return
  }
  pushParts(text, at, end, into)
}

/** "U.S.", "J." and "Mr." keep their full stop; at the very end of a sentence only the first two do. */
function keepsStop(text: string, at: number, end: number, to: number): boolean {
  const length = end - at
  if (length === 1) return classOf(text.charCodeAt(at)) === UPPER
  if (text.charCodeAt(at + 1) === STOP && isDotted(text, at, end)) return true
  if (end + 1 >= to || length > 6) return false
  const form = text.slice(at, end)
  return LEADING_ABBREVIATIONS.has(form) || TRAILING_ABBREVIATIONS.has(form)
}

/** Every second unit is a full stop. */
function isDotted(text: string, at: number, end: number): boolean {
  for (let i = at + 1; i < end; i += 2) if (text.charCodeAt(i) !== STOP) return false
  return (end - at) % 2 === 1
}

function possessorEnd(text: string, at: number, end: number): number {
  if (end - at < 3 || text.charCodeAt(end - 1) !== SMALL_S) return end
  const before = text.charCodeAt(end - 2)
  return before === APOSTROPHE || before === CURLY ? end - 2 : end
}

const COMPOUND_ENDS = new Set(
  (
    'led based backed born style wide owned controlled made bound trained sponsored occupied held run funded built ' +
    'brokered supported mediated friendly speaking dominated aligned allied listed linked sanctioned designed ' +
    'educated ruled administered registered supplied produced flagged only area type era'
  ).split(' '),
)
const COMPOUND_STARTS = new Set(
  'anti pro non ex pre post mid trans sub neo inter intra pan sino anglo franco russo'.split(' '),
)

/** Longer hyphenated words are not names and stay whole. */
const LONGEST_COMPOUND = 60

/** Splits "U.S.-led", "pro-Russian" and "Iran-Iraq", but keeps "Jean-Marie", "Nagorno-Karabakh" and "al-Assad". */
function pushParts(text: string, start: number, end: number, into: Token[]): void {
  let hyphen = start + 1
  while (hyphen < end && text.charCodeAt(hyphen) !== HYPHEN) hyphen++
  const isOne = hyphen >= end - 1 || end - start > LONGEST_COMPOUND
  if (isOne || !isCompound(text.slice(start, hyphen), text.slice(hyphen + 1, end))) {
    push(text, start, end, into)
    return
  }
  push(text, start, hyphen, into)
  push(text, hyphen, hyphen + 1, into)
  pushParts(text, hyphen + 1, end, into)
}

function isCompound(first: string, rest: string): boolean {
  const left = first.toLowerCase()
  const right = rest.toLowerCase()
  if (firstNode(`${left}-${right}`)) return false
  if (COMPOUND_STARTS.has(left)) return first === left || isKnown(right)
  if ((wordOf(first).flags & CAPITAL) === 0) return false
  return COMPOUND_ENDS.has(right) || (isKnown(left) && isKnown(right.split('-')[0]!))
}

/** Whether a word alone names a country, a nationality or a capital. */
function isKnown(word: string): boolean {
  return (firstNode(word)?.entries ?? []).some(
    ({ kind }) => kind !== 'none' && kind !== 'place' && kind !== 'organization',
  )
}
