import type { CountUnit } from '#core/search.ts'
import type { Columns } from './columns.ts'
import { type RowSet, add, difference, emptySet, has, rowsOf, toSet } from './row-set.ts'

/** Units to count: single articles or whole stories; rows of one unit are adjacent. */
export interface Units {
  rows: Int32Array
  unitOf: (row: number) => number
  /** This many rows, the first ones, share their unit with no other article. */
  alone: number
}

/** Groups the articles of a state into stories. */
export interface Stories {
  units(rows: Int32Array, count?: CountUnit): Units
  /** Number of stories among the articles. */
  count(rows: Int32Array): number
  /** The first row of each story by an order. */
  firsts(rows: Int32Array, compare: (x: number, y: number) => number): Int32Array
  /** Groups articles by story number; only stories with an article in `shown`. */
  articlesBeside(shown: readonly number[], rows: Int32Array): Map<number, Int32Array>
}

/** The articles of an archive that share their story with another. */
interface Copied {
  set: RowSet
  /** Story by story. */
  rows: Int32Array
}

export function createStories(columns: Columns): Stories {
  const storyOf = (row: number) => columns.story[row]!
  /** Facets, totals and the list of a page group the same rows. */
  const kept = new WeakMap<Int32Array, Units>()
  let version = -1
  let copied: Copied

  function copiedNow(): Copied {
    if (version !== columns.version) {
      copied = findCopied(columns)
      version = columns.version
    }
    return copied
  }

  function inStories(rows: Int32Array): Units {
    const known = kept.get(rows)
    if (known) return known
    const all = copiedNow()
    const set = toSet(rows, columns.size)
    const alone = rowsOf(difference(set, all.set))
    const copies = all.rows.filter((row) => has(set, row))
    const units = { rows: joined(alone, copies), unitOf: storyOf, alone: alone.length }
    kept.set(rows, units)
    return units
  }

  return {
    units: (rows, count = 'articles') => (count === 'stories' ? inStories(rows) : unitsOf(rows)),
    count(rows) {
      const units = inStories(rows)
      let stories = units.alone
      for (const [i, row] of units.rows.subarray(units.alone).entries()) {
        if (i === 0 || storyOf(row) !== storyOf(units.rows[units.alone + i - 1]!)) stories++
      }
      return stories
    },
    firsts(rows, compare) {
      const units = inStories(rows)
      const firsts: number[] = []
      for (const row of units.rows.subarray(units.alone)) {
        const first = firsts.at(-1)
        if (first === undefined || storyOf(first) !== storyOf(row)) firsts.push(row)
        else if (compare(row, first) < 0) firsts[firsts.length - 1] = row
      }
      return joined(units.rows.subarray(0, units.alone), Int32Array.from(firsts))
    },
    articlesBeside(shown, rows) {
      const { set } = copiedNow()
      const wanted = new Set(shown.filter((row) => has(set, row)).map(storyOf))
      if (wanted.size === 0) return new Map()
      const units = inStories(rows)
      const copies = units.rows.subarray(units.alone).filter((row) => wanted.has(storyOf(row)))
      return new Map(
        [...wanted].map((story) => [story, copies.filter((row) => storyOf(row) === story)]),
      )
    },
  }
}

/** Every article is its own unit. */
export const unitsOf = (rows: Int32Array): Units => ({
  rows,
  unitOf: (row) => row,
  alone: rows.length,
})

function findCopied(columns: Columns): Copied {
  const set = emptySet(columns.size)
  const rows = columns.all()
  const first = new Map<number, number>()
  const copied = new Set<number>()
  for (const row of rows) {
    const story = columns.story[row]!
    const other = first.get(story)
    if (other === undefined) first.set(story, row)
    else copied.add(other).add(row)
  }
  for (const row of copied) add(set, row)
  const sorted = Int32Array.from(copied).sort(
    (x, y) => columns.story[x]! - columns.story[y]! || x - y,
  )
  return { set, rows: sorted }
}

function joined(a: Int32Array, b: Int32Array): Int32Array {
  const rows = new Int32Array(a.length + b.length)
  rows.set(a)
  rows.set(b, a.length)
  return rows
}
