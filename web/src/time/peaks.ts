import type { Histogram } from '#core/search.ts'

/**
 * The intervals with the most articles among the local maxima of a histogram, in order of time; of equal ones the
 * earlier.
 */
export function peaksOf({ buckets }: Histogram, most: number): string[] {
  return buckets
    .map(({ key, count }, i) => ({
      key,
      count,
      isPeak: count > (buckets[i - 1]?.count ?? 0) && count >= (buckets[i + 1]?.count ?? 0),
    }))
    .filter(({ isPeak }) => isPeak)
    .sort((a, b) => b.count - a.count)
    .slice(0, most)
    .map(({ key }) => key)
    .sort()
}
