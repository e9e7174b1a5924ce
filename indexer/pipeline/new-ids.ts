/** In bits; with ten million ids, one new id in five is looked up needlessly. */
const SIZE = 2 ** 25
const MASK = SIZE - 1

/**
 * Recognizes ids that an initially empty archive cannot have yet, avoiding a lookup, which takes
 * longer than parsing an article's JSON. A Bloom filter: it never calls a known id new.
 */
export class NewIds {
  /** Null if the archive was not empty. */
  readonly #seen: Uint8Array | null

  constructor(wasEmpty: boolean) {
    this.#seen = wasEmpty ? new Uint8Array(SIZE / 8) : null
  }

  /** Marks an id as seen; true if it is certainly new. */
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

/** Sets a bit; true if it was not set before. */
function mark(bits: Uint8Array, place: number): boolean {
  const bit = 1 << (place & 7)
  const before = bits[place >> 3]!
  bits[place >> 3] = before | bit
  return (before & bit) === 0
}
