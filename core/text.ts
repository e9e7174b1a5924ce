/*
 * The one definition of words that both search stores, highlights and suggestions share: a word is a run of letters,
 * digits and marks, lower-cased and folded character by character, so that offsets into the text hold.
 */

/** Letters that Unicode does not decompose, with the letters people type for them. */
const FOLDED_BY_HAND: Record<string, string> = {
  ə: 'e',
  ı: 'i',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 't',
  ß: 's',
  æ: 'a',
  œ: 'o',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
  ĸ: 'k',
}

const SPACE = 0x20
const WORD_CHARACTER = /[\p{L}\p{N}\p{M}]/u
const NON_ASCII = /[\x80-\uffff]/
const encoder = new TextEncoder()
/** Size of the buffer that texts are encoded into; four times faster than checking each character. */
const MAX_ENCODED = 32_768
const encoded = new Uint8Array(3 * MAX_ENCODED)

/** Every other character takes more than one byte. */
export function isAscii(text: string): boolean {
  if (text.length > MAX_ENCODED) return !NON_ASCII.test(text)
  return encoder.encodeInto(text, encoded).written === text.length
}

/** Characters below never compose with others, so most texts need no normalization. */
const MAY_BE_JOINED = /[\u0300-\uffff]/

/**
 * The text with each letter and its marks as one character where there is one for them (NFC): both ways of writing "é"
 * are one. What is kept and what is asked for go through this before anything counts its characters.
 */
export function composed(text: string): string {
  return MAY_BE_JOINED.test(text) ? text.normalize('NFC') : text
}

/** The folded unit of each UTF-16 unit except surrogates; 0 if not computed yet. */
const FOLDED = new Uint16Array(0x10000)

/**
 * The text with every word lower-cased and folded and everything else a space, as long as the text that came in.
 * ASCII capitals and signs may stay as they are where the text is all ASCII and `tokenizer` handles them (FTS5 does).
 */
export function fold(text: string): string {
  if (isAscii(text)) return text.toLowerCase().replace(/[^a-z0-9]/g, ' ')
  return foldUnits(text)
}

/** Like `fold`, but leaves pure ASCII to a tokenizer that splits and lower-cases itself, at a tenth of the cost. */
export function foldForAsciiTokenizer(text: string): string {
  return isAscii(text) ? text : foldUnits(text)
}

/** Like `fold`, but may leave ASCII signs unchanged. */
export function foldLetters(text: string): string {
  return isAscii(text) ? text.toLowerCase() : foldUnits(text)
}

export interface Word {
  /** Folded. */
  word: string
  start: number
  end: number
}

/** The words of a text with their offsets. */
export function words(text: string): Word[] {
  const found: Word[] = []
  let start = -1
  for (let i = 0; i <= text.length; i++) {
    if (i < text.length && isInWord(text, i)) {
      if (start < 0) start = i
    } else if (start >= 0) {
      found.push({ word: foldWord(text, start, i), start, end: i })
      start = -1
    }
  }
  return found
}

/** Every character that folds to another, for engines that fold by their own table. */
export function* foldings(): Generator<[from: string, to: string]> {
  for (let unit = 0; unit < 0x10000; unit++) {
    const character = String.fromCharCode(unit)
    const folded = foldedUnit(character, 0)
    if (folded !== unit && folded !== SPACE) yield [character, String.fromCharCode(folded)]
  }
}

/** Joins a name that hard-wrapped text broke across lines. */
export function singleSpaced(name: string): string {
  return /\s\s|[^\S ]/.test(name) ? name.replace(/\s+/g, ' ') : name
}

/** The folded word at this place. */
export function foldWord(text: string, start: number, end: number): string {
  const written = text.slice(start, end)
  for (let i = 0; i < written.length; i++) {
    if (foldedUnit(written, i) !== written.charCodeAt(i)) return foldUnits(written)
  }
  return written
}

/** The folded UTF-16 unit at `i`, a space outside words; both halves of a surrogate pair stay or become spaces. */
export function foldedUnit(text: string, i: number): number {
  const unit = text.charCodeAt(i)
  if (!isSurrogate(unit)) return foldedCharacter(unit)
  const isWord = isHighSurrogate(unit) ? isWordPair(text, i) : i > 0 && isWordPair(text, i - 1)
  return isWord ? unit : SPACE
}

export const isInWord = (text: string, i: number) => foldedUnit(text, i) !== SPACE

/** `foldedUnit` for a character of a single unit. */
export function foldedCharacter(unit: number): number {
  return FOLDED[unit] || (FOLDED[unit] = foldCharacter(String.fromCharCode(unit)))
}

export const isSurrogate = (unit: number) => (unit & 0xf800) === 0xd800
const isHighSurrogate = (unit: number) => (unit & 0xfc00) === 0xd800

function isWordPair(text: string, i: number): boolean {
  const point = text.codePointAt(i)!
  return point > 0xffff && WORD_CHARACTER.test(String.fromCodePoint(point))
}

const scratch = new Uint16Array(65_536)
/** Keeps byte order marks; lone surrogates are already spaces. */
const decoder = new TextDecoder('utf-16le', { ignoreBOM: true })

function foldUnits(text: string): string {
  const units = text.length <= scratch.length ? scratch : new Uint16Array(text.length)
  for (let i = 0; i < text.length; i++) units[i] = foldedUnit(text, i)
  return decoder.decode(units.subarray(0, text.length))
}

function foldCharacter(character: string): number {
  if (!WORD_CHARACTER.test(character)) return SPACE
  const lower = character.toLowerCase()
  const single = lower.length === 1 ? lower : lower.charAt(0)
  const [base = single, ...rest] = single.normalize('NFD')
  const bare = base.length === 1 && rest.every((mark) => /\p{M}/u.test(mark)) ? base : single
  return (FOLDED_BY_HAND[bare] ?? bare).charCodeAt(0)
}
