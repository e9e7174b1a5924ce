/** A bit set of article rows: 125 KB for a million. */
export type RowSet = Uint32Array

/** An empty set with room for rows below `size`. */
export const emptySet = (size: number): RowSet => new Uint32Array((size + 31) >>> 5)

export function add(set: RowSet, row: number): void {
  set[row >>> 5]! |= 1 << (row & 31)
}

export const has = (set: RowSet, row: number): boolean =>
  ((set[row >>> 5]! >>> (row & 31)) & 1) === 1

export function toSet(rows: Iterable<number>, size: number): RowSet {
  const set = emptySet(size)
  for (const row of rows) add(set, row)
  return set
}

/** The rows of a set, in order. */
export function rowsOf(set: RowSet): Int32Array {
  const rows = new Int32Array(countOf(set))
  let count = 0
  for (let i = 0; i < set.length; i++) {
    for (let bits = set[i]!; bits !== 0; bits &= bits - 1) {
      rows[count++] = (i << 5) + 31 - Math.clz32(bits & -bits)
    }
  }
  return rows
}

export function countOf(set: RowSet): number {
  let count = 0
  for (const bits of set) count += bitsIn(bits)
  return count
}

export const intersection = (a: RowSet, b: RowSet): RowSet => a.map((bits, i) => bits & b[i]!)
export const union = (a: RowSet, b: RowSet): RowSet => a.map((bits, i) => bits | b[i]!)
/** Rows in `a` but not in `b`. */
export const difference = (a: RowSet, b: RowSet): RowSet => a.map((bits, i) => bits & ~b[i]!)

/** The rows that are in at least `least` of the sets. */
export function inAtLeast(least: number, sets: readonly RowSet[]): RowSet {
  // reached[n] holds the rows in more than n of the sets so far.
  const reached: RowSet[] = []
  for (const set of sets) {
    let carried = set
    for (let n = 0; n < least && n <= reached.length; n++) {
      const known = reached[n]
      if (!known) {
        reached.push(carried)
        break
      }
      reached[n] = union(known, carried)
      carried = intersection(known, carried)
    }
  }
  return reached[least - 1] ?? new Uint32Array(sets[0]?.length ?? 0)
}

function bitsIn(bits: number): number {
  let rest = bits - ((bits >>> 1) & 0x55555555)
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333)
  return Math.imul((rest + (rest >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
