import type { Units } from './units.ts'

/** Units by code: a unit counts once for each code that one of its rows has. */
export type Tally = (units: Units) => Int32Array

/** Lists of distinct codes, by row. */
export interface Codes {
  each(rows: Int32Array, visit: (code: number, row: number) => void): void
  /** Adds one to the count of each code, for each of these rows. */
  tally(rows: Int32Array, counts: Int32Array): void
}

/**
 * Counts over lists of distinct codes. Facets of several fields and a page that is asked again count the same rows, so the
 * latest counts are kept.
 */
export function createTally(codes: Codes, size: () => number, all: () => Int32Array): Tally {
  const kept = new WeakMap<Int32Array, Int32Array>()

  function tally(rows: Int32Array): Int32Array {
    const counts = new Int32Array(size())
    codes.tally(rows, counts)
    return counts
  }

  /** Of most articles it is faster to count those that are left out. */
  function countArticles(rows: Int32Array): Int32Array {
    if (rows.length <= all().length / 2) return tally(rows)
    const counts = tallyOfAll().slice()
    const left = tally(without(all(), rows))
    for (let code = 0; code < left.length; code++) counts[code]! -= left[code]!
    return counts
  }

  function tallyOfAll(): Int32Array {
    const known = kept.get(all())
    if (known) return known
    const counts = tally(all())
    kept.set(all(), counts)
    return counts
  }

  function count({ rows, unitOf, alone }: Units): Int32Array {
    const counts = countArticles(rows.subarray(0, alone))
    if (alone === rows.length) return counts
    const seen = new Float64Array(counts.length).fill(-1)
    codes.each(rows.subarray(alone), (code, row) => {
      const unit = unitOf(row)
      if (seen[code] !== unit) counts[code]!++
      seen[code] = unit
    })
    return counts
  }

  return (units) => {
    const known = kept.get(units.rows)
    if (known) return known
    const counts = count(units)
    kept.set(units.rows, counts)
    return counts
  }
}

/** The rows that are not among the others; both in order. */
function without(rows: Int32Array, others: Int32Array): Int32Array {
  const found = new Int32Array(rows.length - others.length)
  let count = 0
  let at = 0
  for (const row of rows) {
    if (row === others[at]) at++
    else found[count++] = row
  }
  return found
}
