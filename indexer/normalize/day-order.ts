/**
 * The order of day and month in numeric dates: "dmy" as in most of the world, "mdy" as in the
 * United States.
 */
export const DAY_ORDERS = ['dmy', 'mdy'] as const
export type DayOrder = (typeof DAY_ORDERS)[number]

const NUMBERS = /^\D{0,12}(\d{1,2})[./-](\d{1,2})[./-](?:\d{4}|\d{2})(?!\d)/

/**
 * What a numeric date proves about its order; "either" if both are possible, null if it is not
 * numeric.
 */
export function orderOf(written: string): DayOrder | 'either' | null {
  const match = NUMBERS.exec(written)
  if (!match) return null
  const [a, b] = [Number(match[1]), Number(match[2])]
  if (a > 12) return b > 12 ? null : 'dmy'
  if (b > 12) return 'mdy'
  return a === b ? null : 'either'
}

const ENOUGH_PROOFS = 20

/**
 * Collects evidence from the dates of one file: what one proves holds for all, unless another
 * proves the opposite.
 */
export class OrderEvidence {
  #proven: DayOrder | null = null
  #hasConflict = false
  #proofs = 0

  add(written: string): void {
    const order = orderOf(written)
    if (order === null || order === 'either') return
    if (this.#proven !== null && this.#proven !== order) this.#hasConflict = true
    this.#proven = order
    this.#proofs++
  }

  /** True after enough dates that a contradiction would have shown up. */
  get isSettled(): boolean {
    return this.#hasConflict || this.#proofs >= ENOUGH_PROOFS
  }

  /** Null if nothing is proven. */
  get order(): DayOrder | null {
    return this.#hasConflict ? null : this.#proven
  }
}
