import { foldedUnit } from '#core/text.ts'

const SLOTS = 2 ** 19
const MASK = SLOTS - 1
/** Above this share of full slots, looking for one takes long. */
const FULL = SLOTS / 2

/**
 * Remembers words by 64 bits of hash, so that the words of an article are looked up without making a string of each. A
 * word that was not seen may be taken for one that was, once in some hundred million archives.
 */
export class SeenWords {
  readonly #high = new Int32Array(SLOTS)
  readonly #low = new Int32Array(SLOTS)
  #count = 0

  /** Whether the word that stands there was asked for before; from now on it was. */
  has(text: string, start: number, end: number): boolean {
    let high = 0x811c9dc5 | 0
    let low = 0x9e3779b9 | 0
    for (let i = start; i < end; i++) {
      const unit = foldedUnit(text, i)
      high = Math.imul(high ^ unit, 0x01000193)
      low = Math.imul(low, 0x85ebca6b) + unit
      low ^= low >>> 15
    }
    // 0 marks a free slot.
    return this.#find(high | 1, low)
  }

  forget(): void {
    this.#high.fill(0)
    this.#count = 0
  }

  #find(high: number, low: number): boolean {
    let slot = (high ^ (high >>> 16)) & MASK
    while (this.#high[slot] !== 0) {
      if (this.#high[slot] === high && this.#low[slot] === low) return true
      slot = (slot + 1) & MASK
    }
    if (this.#count >= FULL) this.forget()
    this.#count++
    this.#high[slot] = high
    this.#low[slot] = low
    return false
  }
}
