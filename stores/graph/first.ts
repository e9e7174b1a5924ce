/** The first `size` items in order; as cheap as a look at each where few of many are asked for. */
export function first<T>(items: Iterable<T>, size: number, compare: (x: T, y: T) => number): T[] {
  const found: T[] = []
  if (size === 0) return found
  for (const item of items) {
    if (found.length === size) {
      if (compare(item, found[size - 1]!) >= 0) continue
      found.pop()
    }
    found.splice(placeOf(item, found, compare), 0, item)
  }
  return found
}

/** After all that come before it or are equal. */
function placeOf<T>(item: T, sorted: T[], compare: (x: T, y: T) => number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compare(sorted[middle]!, item) <= 0) low = middle + 1
    else high = middle
  }
  return low
}
