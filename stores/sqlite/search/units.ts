import type { CountUnit } from '#core/search.ts'
import type { Columns } from './columns.ts'

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

export function createStories(columns: Columns): Stories {
  const storyOf = (row: number) => columns.story[row]!
  const grouped = new WeakMap<Int32Array, Units>()
  let version = -1
  let copied = new Uint8Array(0)

  /** Most articles are stories of their own, so skip those. */
  function isCopied(): (row: number) => boolean {
    if (version !== columns.version) {
      copied = findCopied(columns)
      version = columns.version
    }
    return (row) => copied[row] === 1
  }

  function copiesByStory(rows: Int32Array): Map<number, number[]> {
    const found = new Map<number, number[]>()
    for (const row of rows.filter(isCopied())) {
      const others = found.get(storyOf(row))
      if (others) others.push(row)
      else found.set(storyOf(row), [row])
    }
    return found
  }

  function together(rows: Int32Array): Units {
    const isCopy = isCopied()
    const copies = [...copiesByStory(rows).values()].flat()
    const ordered = new Int32Array(rows.length)
    ordered.set(rows.filter((row) => !isCopy(row)))
    const alone = rows.length - copies.length
    ordered.set(copies, alone)
    return { rows: ordered, unitOf: storyOf, alone }
  }

  /** Every facet of a page counts the same rows. */
  function storiesIn(rows: Int32Array): Units {
    let units = grouped.get(rows)
    if (!units) grouped.set(rows, (units = together(rows)))
    return units
  }

  return {
    units: (rows, count = 'articles') => (count === 'stories' ? storiesIn(rows) : unitsOf(rows)),
    count(rows) {
      const stories = copiesByStory(rows)
      const copies = [...stories.values()].reduce((sum, { length }) => sum + length, 0)
      return rows.length - copies + stories.size
    },
    firsts(rows, compare) {
      const isCopy = isCopied()
      const first = new Map<number, number>()
      for (const row of rows.filter(isCopy)) {
        const known = first.get(storyOf(row))
        if (known === undefined || compare(row, known) < 0) first.set(storyOf(row), row)
      }
      return rows.filter((row) => !isCopy(row) || first.get(storyOf(row)) === row)
    },
    articlesBeside(shown, rows) {
      const wanted = new Set(shown.filter(isCopied()).map(storyOf))
      const found = copiesByStory(rows.filter((row) => wanted.has(storyOf(row))))
      return new Map([...found].map(([story, copies]) => [story, Int32Array.from(copies)]))
    },
  }
}

/** Every article is its own unit. */
export const unitsOf = (rows: Int32Array): Units => ({
  rows,
  unitOf: (row) => row,
  alone: rows.length,
})

/** 1 for rows that share their story with another article. */
function findCopied(columns: Columns): Uint8Array<ArrayBuffer> {
  const copied = new Uint8Array(columns.size)
  const first = new Map<number, number>()
  for (const row of columns.all()) {
    const story = columns.story[row]!
    const other = first.get(story)
    if (other === undefined) first.set(story, row)
    else copied[row] = copied[other] = 1
  }
  return copied
}
