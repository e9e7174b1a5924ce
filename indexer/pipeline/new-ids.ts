/** In bits; with ten million ids one in five is asked for though it is new. */
const SIZE = 2 ** 25
const MASK = SIZE - 1

/**
 * Tells the ids that an archive cannot have without asking it, which takes longer than reading an article's JSON: those
 * that come for the first time into one that was empty. A Bloom filter: it never calls an id new that is not.
 */
export class NewIds {
  /** Null where the archive had articles before. */
  readonly #seen: Uint8Array | null

  constructor(wasEmpty: boolean) {
    this.#seen = wasEmpty ? new Uint8Array(SIZE / 8) : null
  }

  /** True for one that is surely new, the first time it is given. */
  take(id: string): boolean {
    if (!this.#seen) return false
    let a = 0x811c9dc5
    let b = 0x9e3779b9
    for (let i = 0; i < id.length; i++) {
      const unit = id.charCodeAt(i)
      a = Math.imul(a ^ unit, 0x01000193)
      b = Math.imul(b ^ unit, 0x85ebca6b)
      b ^= b >>> 15
    }
    const isNew = mark(this.#seen, (a ^ (a >>> 15)) & MASK)
    return mark(this.#seen, b & MASK) || isNew
  }
}

/** True where the bit was not set. */
function mark(bits: Uint8Array, place: number): boolean {
  const bit = 1 << (place & 7)
  const before = bits[place >> 3]!
  bits[place >> 3] = before | bit
  return (before & bit) === 0
}
