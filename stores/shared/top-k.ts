/** Keeps the first `size` of the items offered, in order; as cheap as a look at each where few of many are kept. */
export function createFirst<T>(size: number, compare: (x: T, y: T) => number) {
  const items: T[] = []
  return {
    items,
    offer(item: T) {
      if (items.length === size) {
        if (size === 0 || compare(item, items[size - 1]!) >= 0) return
        items.pop()
      }
      items.splice(placeOf(item, items, compare), 0, item)
    },
  }
}

/** Above this share of the items, sorting them all is cheaper. */
const SORTED_WHOLE = 1 / 8

/** The first `size` items in order, without sorting those behind them where they are few of many. */
export function first<T>(items: ArrayLike<T>, size: number, compare: (x: T, y: T) => number): T[] {
  if (size > items.length * SORTED_WHOLE) return Array.from(items).sort(compare).slice(0, size)
  const found = createFirst(size, compare)
  for (let i = 0; i < items.length; i++) found.offer(items[i]!)
  return found.items
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
