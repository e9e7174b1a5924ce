/**
 * Keeps the first `size` of the offered items, in order; mostly one comparison per item if few of
 * many are kept.
 */
export function createTopK<T>(size: number, compare: (x: T, y: T) => number) {
  const items: T[] = []
  return {
    items,
    offer(item: T) {
      if (items.length === size) {
        if (size === 0 || compare(item, items[size - 1]!) >= 0) return
        items.pop()
      }
      items.splice(positionOf(item, items, compare), 0, item)
    },
  }
}

/** Above this share of the items, sorting all of them is cheaper. */
const SORT_ALL_ABOVE = 1 / 8

/** The first `size` items in order, without sorting the rest if that is cheaper. */
export function topK<T>(items: ArrayLike<T>, size: number, compare: (x: T, y: T) => number): T[] {
  if (size > items.length * SORT_ALL_ABOVE) return Array.from(items).sort(compare).slice(0, size)
  const found = createTopK(size, compare)
  for (let i = 0; i < items.length; i++) found.offer(items[i]!)
  return found.items
}

/** The position after all items that come before or are equal. */
function positionOf<T>(item: T, sorted: T[], compare: (x: T, y: T) => number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compare(sorted[middle]!, item) <= 0) low = middle + 1
    else high = middle
  }
  return low
}
