import type { Near, Term } from './tree.ts'

/** Where an operand stands among the words of a text, `end` not included. */
interface Place {
  start: number
  end: number
}

/**
 * True where the operands stand in one stretch of the words, with at most so many others between the first and the
 * last. Operands of an unordered chain may share words.
 */
export function holdsNear(
  words: readonly string[],
  { operands, ordered, distance }: Near,
): boolean {
  const places = operands.map((terms) => terms.flatMap((term) => placesOf(words, term)))
  if (places.some((found) => found.length === 0)) return false
  return ordered ? fewestInOrder(places) <= distance : isClose(places, distance)
}

function placesOf(words: readonly string[], term: Term): Place[] {
  const places: Place[] = []
  for (let start = 0; start < words.length; start++) {
    const length = lengthAt(words, start, term)
    if (length > 0) places.push({ start, end: start + length })
  }
  return places
}

/** 0 where the term does not start there. */
function lengthAt(words: readonly string[], start: number, term: Term): number {
  if (term.type === 'prefix') return words[start]!.startsWith(term.prefix) ? 1 : 0
  if (term.type === 'word') return words[start] === term.word ? 1 : 0
  return term.words.every((word, i) => words[start + i] === word) ? term.words.length : 0
}

/**
 * The fewest other words. Operand by operand, `best` holds where the chain so far ends and the most that its start and
 * its own words can add up to; what is between is the end less that.
 */
function fewestInOrder([first = [], ...others]: Place[][]): number {
  let best = first.map(({ end }) => ({ end, sum: end }))
  for (const places of others) {
    best = places.flatMap(({ start, end }) => {
      const before = best.filter((chain) => chain.end <= start).map(({ sum }) => sum)
      return before.length > 0 ? [{ end, sum: Math.max(...before) + end - start }] : []
    })
  }
  return Math.min(...best.map(({ end, sum }) => end - sum), Infinity)
}

function isClose(places: Place[][], distance: number): boolean {
  const longest = places.map((found) => Math.max(...found.map(lengthOf)))
  const reach = distance + longest.reduce((sum, length) => sum + length, 0)
  const all = places.flat()
  return all.some(({ start: from }) =>
    all.some(({ end: to }) => to > from && to - from <= reach && fits(places, from, to, distance)),
  )
}

function fits(places: Place[][], from: number, to: number, distance: number): boolean {
  let covered = 0
  for (const found of places) {
    const inside = found.filter(({ start, end }) => start >= from && end <= to)
    if (inside.length === 0) return false
    covered += Math.max(...inside.map(lengthOf))
  }
  return to - from - covered <= distance
}

const lengthOf = ({ start, end }: Place) => end - start
