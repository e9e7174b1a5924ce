import type { Near, Term } from './tree.ts'

/** The position of an operand in the words of a text, `end` exclusive. */
interface Place {
  start: number
  end: number
}

/**
 * True where the operands stand in one stretch of the words, with at most so many others between the first and the
 * last. Operands of an unordered chain may share words. Takes time by the words that stand close together, not by their
 * square: a text can have a million.
 */
export function holdsNear(
  words: readonly string[],
  { operands, ordered, distance }: Near,
): boolean {
  const places = operands.map((terms) => placesOf(words, terms))
  if (places.some((found) => found.length === 0)) return false
  return ordered ? fewestInOrder(places) <= distance : isClose(places, distance)
}

/** Sorted by start, then by end. */
function placesOf(words: readonly string[], terms: Term[]): Place[] {
  const single = new Set(terms.flatMap((term) => (term.type === 'word' ? [term.word] : [])))
  const others = terms.filter(({ type }) => type !== 'word')
  const places: Place[] = []
  for (let start = 0; start < words.length; start++) {
    if (single.has(words[start]!)) places.push({ start, end: start + 1 })
    if (others.length === 0) continue
    const lengths = others
      .map((term) => lengthAt(words, start, term))
      .filter((length) => length > 0)
    for (const length of lengths.sort((a, b) => a - b)) places.push({ start, end: start + length })
  }
  return places
}

/** 0 if the term does not start there. */
function lengthAt(words: readonly string[], start: number, term: Term): number {
  if (term.type === 'prefix') return words[start]!.startsWith(term.prefix) ? 1 : 0
  if (term.type === 'word') return words[start] === term.word ? 1 : 0
  return term.words.every((word, i) => words[start + i] === word) ? term.words.length : 0
}

/**
 * The fewest other words. Operand by operand, `chains` holds where the chain so far ends and the most that its start
 * and its own words can add up to; what is between is the end less that.
 */
function fewestInOrder([first = [], ...others]: Place[][]): number {
  let chains = first.map(({ end }) => ({ end, sum: end }))
  for (const places of others) {
    const before = chains.sort((a, b) => a.end - b.end)
    let [at, most] = [0, -Infinity]
    chains = []
    for (const { start, end } of places) {
      while (at < before.length && before[at]!.end <= start) {
        most = Math.max(most, before[at++]!.sum)
      }
      if (most > -Infinity) chains.push({ end, sum: most + end - start })
    }
  }
  return chains.reduce((fewest, { end, sum }) => Math.min(fewest, end - sum), Infinity)
}

interface OwnedPlace extends Place {
  operand: number
}

function isClose(places: Place[][], distance: number): boolean {
  const reach = distance + places.reduce((sum, found) => sum + Math.max(1, ...lengthsIn(found)), 0)
  const all = nearTheRarest(places, reach).sort((a, b) => a.start - b.start || a.end - b.end)
  return all.some(({ start }, i) => holdsFrom(all, i, places.length, start + reach, distance))
}

const lengthsIn = (places: Place[]) => new Set(places.map(({ start, end }) => end - start))

/** All positions close enough to one of the rarest operand. */
function nearTheRarest(places: Place[][], reach: number): OwnedPlace[] {
  const rarest = places.reduce((a, b) => (b.length < a.length ? b : a))
  return places.flatMap((found, operand) => {
    let at = 0
    return found.flatMap((place) => {
      while (at < rarest.length && rarest[at]!.end + reach < place.start) at++
      const isNear = at < rarest.length && rarest[at]!.start <= place.end + reach
      return isNear ? [{ ...place, operand }] : []
    })
  })
}

/** Whether a stretch starting at `from` contains all operands. */
function holdsFrom(
  all: OwnedPlace[],
  from: number,
  operands: number,
  limit: number,
  distance: number,
): boolean {
  const longest = new Int32Array(operands)
  const start = all[from]!.start
  const inside: OwnedPlace[] = []
  for (let i = from; i < all.length && all[i]!.start < limit; i++) inside.push(all[i]!)
  inside.sort((a, b) => a.end - b.end)
  let [found, covered] = [0, 0]
  for (const place of inside) {
    const length = place.end - place.start
    const before = longest[place.operand]!
    if (before === 0) found++
    if (length > before) {
      longest[place.operand] = length
      covered += length - before
    }
    if (found === operands && place.end - start - covered <= distance) return true
  }
  return false
}
