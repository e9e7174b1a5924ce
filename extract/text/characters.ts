/*
 * Character classes of UTF-16 units, looked up in a lazily filled table: a regular expression per character would cost
 * more than the rest of the extraction. Surrogates count as lower case, because no capital letter outside the Basic
 * Multilingual Plane starts a name in English news.
 */

export const SPACE = 1
export const UPPER = 2
export const LOWER = 3
export const DIGIT = 4
export const OTHER = 5

const CLASSES = new Uint8Array(0x10000)

/** The class of a unit: one of the constants above. */
export function classOf(unit: number): number {
  return CLASSES[unit] || classify(unit)
}

export function isSpace(unit: number): boolean {
  if (unit < 0x80) return unit <= 0x20
  return classOf(unit) === SPACE
}

export function isLetter(unit: number): boolean {
  const kind = classOf(unit)
  return kind === UPPER || kind === LOWER
}

export function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39
}

export function isUpper(unit: number): boolean {
  return classOf(unit) === UPPER
}

/** The unit at a position; 0, which counts as a space, outside the text. */
export function unitAt(text: string, at: number): number {
  return at >= 0 && at < text.length ? text.charCodeAt(at) : 0
}

function classify(unit: number): number {
  const kind = find(unit)
  CLASSES[unit] = kind
  return kind
}

function find(unit: number): number {
  if (unit >= 0xd800 && unit <= 0xdfff) return LOWER
  const character = String.fromCharCode(unit)
  if (unit <= 0x20 || /\s/u.test(character)) return SPACE
  if (/[\p{Lu}\p{Lt}]/u.test(character)) return UPPER
  if (/[\p{L}\p{M}]/u.test(character)) return LOWER
  return /\p{N}/u.test(character) ? DIGIT : OTHER
}
