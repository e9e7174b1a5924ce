/*
 * The one definition of words that both search stores, highlights and suggestions share: a word is a run of letters,
 * digits and marks, lower-cased and folded character by character, so that offsets into the text hold.
 */

/** Letters that Unicode does not decompose, by the letter that people type for them. */
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
const NON_ASCII = /[^\0-\x7f]/

/** For each UTF-16 unit the unit it folds to; a space where no word goes on. Surrogates are looked at in pairs. */
const FOLD = buildFoldTable()

/**
 * The text with every word lower-cased and folded and everything else a space, as long as the text that came in.
 * ASCII capitals and signs may stay as they are where the text is all ASCII and `tokenizer` handles them (FTS5 does).
 */
export function fold(text: string): string {
  if (!NON_ASCII.test(text)) return text.toLowerCase().replace(/[^a-z0-9]/g, ' ')
  return foldUnits(text)
}

/** As `fold`, but leaves pure ASCII to a tokenizer that splits at signs and ignores case by itself: a tenth of the cost. */
export function foldForAsciiTokenizer(text: string): string {
  return NON_ASCII.test(text) ? foldUnits(text) : text
}

export interface Word {
  /** Folded. */
  word: string
  start: number
  end: number
}

/** The words of a text with their offsets. */
export function words(text: string): Word[] {
  const folded = fold(text)
  const found: Word[] = []
  for (let i = 0; i < folded.length;) {
    if (folded.charCodeAt(i) === SPACE) {
      i++
      continue
    }
    const start = i
    while (i < folded.length && folded.charCodeAt(i) !== SPACE) i++
    found.push({ word: folded.slice(start, i), start, end: i })
  }
  return found
}

function foldUnits(text: string): string {
  const units = new Uint16Array(text.length)
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0xd800 || unit > 0xdfff) {
      units[i] = FOLD[unit]!
      continue
    }
    const point = text.codePointAt(i)!
    const inWord = point > 0xffff && WORD_CHARACTER.test(String.fromCodePoint(point))
    units[i] = inWord ? unit : SPACE
    if (point > 0xffff) units[++i] = inWord ? text.charCodeAt(i) : SPACE
  }
  return decodeUnits(units)
}

function decodeUnits(units: Uint16Array): string {
  let text = ''
  for (let i = 0; i < units.length; i += 8192) {
    text += String.fromCharCode(...units.subarray(i, i + 8192))
  }
  return text
}

function buildFoldTable(): Uint16Array {
  const table = new Uint16Array(0x10000).fill(SPACE)
  for (let unit = 0; unit < 0x10000; unit++) {
    if (unit >= 0xd800 && unit <= 0xdfff) continue
    const character = String.fromCharCode(unit)
    if (WORD_CHARACTER.test(character)) table[unit] = foldCharacter(character).charCodeAt(0)
  }
  return table
}

function foldCharacter(character: string): string {
  const lower = character.toLowerCase()
  const single = lower.length === 1 ? lower : lower.charAt(0)
  const [base = single, ...rest] = single.normalize('NFD')
  const bare = base.length === 1 && rest.every((mark) => /\p{M}/u.test(mark)) ? base : single
  return FOLDED_BY_HAND[bare] ?? bare
}
