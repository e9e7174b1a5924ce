import { stem } from '#core/text/stem.ts'
import { foldWord, foldedCharacter, foldedUnit, isSurrogate } from '#core/text.ts'

const SLOTS = 2 ** 19
const MASK = SLOTS - 1
/** Above this load, lookups become slow. */
const FULL = SLOTS / 2
const SPACE = 0x20
/** Room for the units of most texts. */
const ROOM = 2 ** 16

/** A written form with its stem. */
export type Form = [stem: string, word: string]

/**
 * Finds words that no earlier text had. Known words are kept as 64-bit hashes, so only new words
 * become strings; a collision would lose a new word, about once in a hundred million archives.
 */
export class Vocabulary {
  /** Both halves of a hash, side by side. */
  readonly #slots = new Int32Array(2 * SLOTS)
  #count = 0
  #units = new Uint16Array(ROOM)
  #bytes = Buffer.from(this.#units.buffer)

  /** Adds the new words of the text to `found`. */
  take(text: string, found: Form[]): void {
    const units = this.#unitsOf(text)
    let start = -1
    let high = 0
    let low = 0
    for (let i = 0; i <= text.length; i++) {
      const written = units[i]!
      const unit = isSurrogate(written) ? foldedUnit(text, i) : foldedCharacter(written)
      if (unit !== SPACE) {
        if (start < 0) {
          start = i
          high = 0x811c9dc5 | 0
          low = 0x9e3779b9 | 0
        }
        high = Math.imul(high ^ unit, 0x01000193)
        low = Math.imul(low, 0x85ebca6b) + unit
        low ^= low >>> 15
      } else if (start >= 0) {
        // 0 marks a free slot.
        if (this.#isNew(high | 1, low)) found.push(toForm(text, start, i))
        start = -1
      }
    }
  }

  forget(): void {
    this.#slots.fill(0)
    this.#count = 0
  }

  /**
   * The UTF-16 units of the text and a space; reading an array is several times faster than reading
   * a string.
   */
  #unitsOf(text: string): Uint16Array {
    if (text.length >= this.#units.length) {
      this.#units = new Uint16Array(text.length + 1)
      this.#bytes = Buffer.from(this.#units.buffer)
    }
    this.#bytes.write(text, 'utf16le')
    this.#units[text.length] = SPACE
    return this.#units
  }

  #isNew(high: number, low: number): boolean {
    const slots = this.#slots
    let slot = (high ^ (high >>> 16)) & MASK
    while (slots[2 * slot] !== 0) {
      if (slots[2 * slot] === high && slots[2 * slot + 1] === low) return false
      slot = (slot + 1) & MASK
    }
    if (this.#count >= FULL) this.forget()
    this.#count++
    slots[2 * slot] = high
    slots[2 * slot + 1] = low
    return true
  }
}

function toForm(text: string, start: number, end: number): Form {
  const word = foldWord(text, start, end)
  return [stem(word), word]
}
