/** A range of one text and the range that replaces it in another; either may be empty. Ends are exclusive. */
export interface Replaced {
  a: readonly [number, number]
  b: readonly [number, number]
}

/** Maximum number of differences, which bounds memory at 16 MB; the rest becomes one range. */
const MOST_DIFFERENCES = 2000

/** The differences of two word sequences, in order, with the fewest removed and added words (Myers 1986). */
export function align(a: ArrayLike<number>, b: ArrayLike<number>): Replaced[] {
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let [endA, endB] = [a.length, b.length]
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1])
    [endA, endB] = [endA - 1, endB - 1]
  if (start === endA && start === endB) return []
  const steps = shortestEdit(a, b, start, endA, endB)
  if (!steps) return [{ a: [start, endA], b: [start, endB] }]
  return toReplaced(steps, start, endA, endB)
}

/** The furthest position in `a` on each diagonal for each number of differences; null if there are too many. */
function shortestEdit(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  start: number,
  endA: number,
  endB: number,
): Int32Array[] | null {
  const [lengthA, lengthB] = [endA - start, endB - start]
  const most = Math.min(lengthA + lengthB, MOST_DIFFERENCES)
  const steps: Int32Array[] = []
  let before = new Int32Array([0, 0, 0])
  for (let d = 0; d <= most; d++) {
    // Diagonal k is stored at k + d + 1, with room for a neighbour at both ends.
    const furthest = new Int32Array(2 * d + 3)
    for (let k = -d; k <= d; k += 2) {
      let x = d === 0 ? 0 : nextPlace(before, k, d)
      while (x < lengthA && x - k < lengthB && x - k >= 0 && a[start + x] === b[start + x - k]) x++
      furthest[k + d + 1] = x
      if (x >= lengthA && x - k >= lengthB) return [...steps, furthest]
    }
    steps.push(furthest)
    before = furthest
  }
  return null
}

/** Where `d` differences reach diagonal `k`, by adding a word of `b` or removing one of `a`. */
function nextPlace(before: Int32Array, k: number, d: number): number {
  return isAdded(before, k, d) ? before[k + 1 + d]! : before[k - 1 + d]! + 1
}

const isAdded = (before: Int32Array, k: number, d: number) =>
  k === -d || (k !== d && before[k - 1 + d]! < before[k + 1 + d]!)

/** Walks back from the ends; adjacent differences are merged. */
function toReplaced(steps: Int32Array[], start: number, endA: number, endB: number): Replaced[] {
  const found: { a: [number, number]; b: [number, number] }[] = []
  let [x, y] = [endA - start, endB - start]
  for (let d = steps.length - 1; d > 0; d--) {
    const before = steps[d - 1]!
    const k = x - y
    const added = isAdded(before, k, d)
    const fromX = added ? before[k + 1 + d]! : before[k - 1 + d]!
    const fromY = fromX - (added ? k + 1 : k - 1)
    const [toX, toY] = added ? [fromX, fromY + 1] : [fromX + 1, fromY]
    const last = found.at(-1)
    const [a, b] = [
      [start + fromX, start + toX],
      [start + fromY, start + toY],
    ] as [[number, number], [number, number]]
    if (last && last.a[0] === a[1] && last.b[0] === b[1]) {
      last.a[0] = a[0]
      last.b[0] = b[0]
    } else found.push({ a, b })
    ;[x, y] = [fromX, fromY]
  }
  return found.reverse()
}
