import { foldedUnit, isAscii } from '../text.ts'

const OFFSET_BASIS = 0x811c9dc5
const PRIME = 0x01000193
const SPACE = 0x20

/** The words of a text, as `core/text.ts` defines them. */
export interface HashedWords {
  /** A 32-bit hash of each, in order. */
  hashes: Int32Array
  /** The kind of each: `OTHER`, `FIGURE`, or `NAME`, a capitalized word that does not just start a sentence. */
  kinds: Uint8Array
}

export const OTHER = 0
export const FIGURE = 1
export const NAME = 2

let hashes = new Int32Array(4096)
let kinds = new Uint8Array(4096)

export function hashWords(text: string): HashedWords {
  const unitAt = isAscii(text) ? asciiUnit : foldedUnit
  let count = 0
  let hash = OFFSET_BASIS
  let start = -1
  let beginsSentence = true
  for (let i = 0; i <= text.length; i++) {
    const unit = i < text.length ? unitAt(text, i) : SPACE
    if (unit !== SPACE) {
      if (start < 0) start = i
      hash = Math.imul(hash ^ unit, PRIME)
      continue
    }
    if (start >= 0) {
      if (count === hashes.length) grow()
      hashes[count] = mixed(hash)
      const first = text.charCodeAt(start)
      kinds[count++] = isDigit(first) ? FIGURE : isName(text, start, beginsSentence) ? NAME : OTHER
      hash = OFFSET_BASIS
      start = -1
      beginsSentence = false
    }
    if (i < text.length) beginsSentence ||= endsSentence(text, i)
  }
  return { hashes: hashes.slice(0, count), kinds: kinds.slice(0, count) }
}

/** MurmurHash3's finalizer, which spreads every bit of an FNV hash. */
export function mixed(hash: number): number {
  let h = hash ^ (hash >>> 16)
  h = Math.imul(h, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  return h ^ (h >>> 16)
}

function asciiUnit(text: string, i: number): number {
  const unit = text.charCodeAt(i)
  if (unit >= 97 && unit <= 122) return unit
  if (unit >= 65 && unit <= 90) return unit + 32
  return isDigit(unit) ? unit : SPACE
}

const isDigit = (unit: number) => unit >= 48 && unit <= 57

/** At the start of a sentence only a second capital shows a name. */
const isName = (text: string, start: number, beginsSentence: boolean) =>
  isCapital(text, start) && (!beginsSentence || isCapital(text, start + 1))

function isCapital(text: string, i: number): boolean {
  const unit = text.charCodeAt(i)
  if (unit < 128) return unit >= 65 && unit <= 90
  return /^\p{Lu}/u.test(text.slice(i, i + 2))
}

/** A sentence-ending mark before white space, or a paragraph's indentation. */
function endsSentence(text: string, i: number): boolean {
  const unit = text.charCodeAt(i)
  if (unit === 46 || unit === 33 || unit === 63) return !/[\p{L}\p{N}]/u.test(text[i + 1] ?? ' ')
  return unit === 10 && text.charCodeAt(i + 1) === SPACE
}

function grow(): void {
  const [oldHashes, oldKinds] = [hashes, kinds]
  hashes = new Int32Array(2 * oldHashes.length)
  kinds = new Uint8Array(2 * oldKinds.length)
  hashes.set(oldHashes)
  kinds.set(oldKinds)
}
