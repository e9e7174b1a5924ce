import { align, type Replaced } from './align.ts'
import { FIGURE, type HashedWords, NAME } from './word-hashes.ts'

/** Number of words compared: copies agree from the beginning, and comparing is expensive. */
const COMPARED_WORDS = 600

/** Length of the opening of the shorter text, and the share of it that the longer one must have near its start. */
const OPENING = { words: 20, within: 30, least: 0.5 }

/** Maximum share of the shorter text's figures and names that may be replaced. */
const MOST_OTHERS = 0.15
/** In shorter texts nothing may be added within the opening, where a notice says what it is about. */
export const LONG_WORDS = 45

/**
 * Whether a text tells the same as a longer one of much the same words: in the same order, from the beginning on, and
 * with the same figures and names. Market reports, forms and notices of one kind repeat their words, but say another
 * figure or another name where the last one stood. What one text only adds or leaves out later does not count.
 */
export function isSameReport(shorter: HashedWords, longer: HashedWords, least: number): boolean {
  const a = head(shorter)
  const b = head(longer)
  const { length } = a.hashes
  const replaced = align(a.hashes, b.hashes)
  const runs = equalRuns(replaced, length, b.hashes.length)
  if (countUpTo(runs, length, b.hashes.length) < least * length) return false
  const opening = Math.min(OPENING.words, length)
  if (countUpTo(runs, opening, OPENING.within) < OPENING.least * opening) return false
  const isShort = length < LONG_WORDS
  const inOpening = isShort ? replaced.filter((each) => each.a[0] > 0 && each.a[1] < opening) : []
  return [FIGURE, NAME].every((kind) => {
    const added = inOpening.some((each) => count(b.kinds.subarray(...each.b), kind) > 0)
    return (
      !added && countOthers(replaced, a.kinds, b.kinds, kind) <= MOST_OTHERS * count(a.kinds, kind)
    )
  })
}

function head({ hashes, kinds }: HashedWords): HashedWords {
  return { hashes: hashes.subarray(0, COMPARED_WORDS), kinds: kinds.subarray(0, COMPARED_WORDS) }
}

interface Run {
  a: number
  b: number
  length: number
}

/** The matching runs of both texts; a single word between two differences is ignored. */
function equalRuns(replaced: Replaced[], lengthA: number, lengthB: number): Run[] {
  const runs: Run[] = []
  let [a, b] = [0, 0]
  const ends: Replaced[] = [...replaced, { a: [lengthA, lengthA], b: [lengthB, lengthB] }]
  for (const each of ends) {
    const length = each.a[0] - a
    if (length > 1) runs.push({ a, b, length })
    ;[a, b] = [each.a[1], each.b[1]]
  }
  return runs
}

/** Number of matching words within the first `endA` and `endB` words. */
function countUpTo(runs: Run[], endA: number, endB: number): number {
  const counts = runs.map(({ a, b, length }) => Math.min(length, endA - a, endB - b))
  return counts.reduce((sum, each) => sum + Math.max(0, each), 0)
}

/** Number of words of a kind replaced by another of that kind. */
function countOthers(replaced: Replaced[], a: Uint8Array, b: Uint8Array, kind: number): number {
  const counts = replaced.map((each) =>
    Math.min(count(a.subarray(...each.a), kind), count(b.subarray(...each.b), kind)),
  )
  return counts.reduce((sum, each) => sum + each, 0)
}

function count(kinds: Uint8Array, kind: number): number {
  let found = 0
  for (const each of kinds) if (each === kind) found++
  return found
}
