import type { Slices } from './slices.ts'
import type { Units } from './units.ts'

/** Units by code: a unit counts once for each code that one of its rows has. */
export type Tally = (units: Units) => Int32Array

/**
 * Counts over lists of distinct codes. Facets of several fields and a page that is asked again count the same rows, so the
 * latest counts are kept.
 */
export function createTally(codes: Slices<Int32Array>, size: () => number): Tally {
  const kept = new WeakMap<Int32Array, Int32Array>()

  function count({ rows, unitOf, alone }: Units): Int32Array {
    const counts = new Int32Array(size())
    codes.tally(rows.subarray(0, alone), counts)
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
