import { stem } from '#core/stem.ts'
import { foldedUnit, foldWord } from '#core/text.ts'

const SLOTS = 2 ** 19
const MASK = SLOTS - 1
/** Above this share of full slots, looking for one takes long. */
const FULL = SLOTS / 2
const SPACE = 0x20

/** A written form with its stem. */
export type Form = [stem: string, word: string]

/**
 * Finds the words of a text that no text before it had. Words are remembered by 64 bits of hash, so that none is made a string
 * of but the new ones; a new word may be taken for a known one, once in some hundred million archives.
 */
export class Vocabulary {
  readonly #high = new Int32Array(SLOTS)
  readonly #low = new Int32Array(SLOTS)
  #count = 0

  /** Adds the new words of the text to `found`. */
  take(text: string, found: Form[]): void {
    let start = -1
    let high = 0
    let low = 0
    for (let i = 0; i <= text.length; i++) {
      const unit = i < text.length ? foldedUnit(text, i) : SPACE
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
    this.#high.fill(0)
    this.#count = 0
  }

  #isNew(high: number, low: number): boolean {
    let slot = (high ^ (high >>> 16)) & MASK
    while (this.#high[slot] !== 0) {
      if (this.#high[slot] === high && this.#low[slot] === low) return false
      slot = (slot + 1) & MASK
    }
    if (this.#count >= FULL) this.forget()
    this.#count++
    this.#high[slot] = high
    this.#low[slot] = low
    return true
  }
}

function toForm(text: string, start: number, end: number): Form {
  const word = foldWord(text, start, end)
  return [stem(word), word]
}
