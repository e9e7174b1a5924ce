import type { Facet } from '#core/fields.ts'
import { parsePeriod } from '#core/period.ts'
import type { Bucket, FacetCounts, FieldFilter, Histogram } from '#core/search.ts'
import { intervalOf, keysBetween } from '../../shared/histogram.ts'
import type { Columns } from './columns.ts'
import type { Matching } from './matching.ts'
import type { ValueColumn } from './value-columns.ts'

/** Counts articles by value, without the field's own filter: each count is what choosing that value would give. */
export function countFacet(
  column: ValueColumn,
  field: Facet,
  { rows, excludedOnlyBy }: Matching,
  size: number,
  filter: FieldFilter | undefined,
): FacetCounts {
  const counts = column.count(rows)
  for (const [value, count] of column.count(excludedOnlyBy.get(field) ?? [])) {
    counts.set(value, (counts.get(value) ?? 0) + count)
  }
  const sorted = [...counts].sort(([v, x], [w, y]) => y - x || (v < w ? -1 : 1))
  const top = sorted.slice(0, size)
  const chosen = new Set(filter ? [...filter.any, ...filter.all, ...filter.none] : [])
  // Values that are filtered by are always listed, even where no article has them.
  const missing = [...chosen]
    .filter((value) => !top.some(([shown]) => shown === value))
    .map((value): [string, number] => [value, counts.get(value) ?? 0])
  return {
    field,
    values: [...top, ...missing].map(([value, count]) => ({
      value,
      name: column.nameOf(value),
      count,
    })),
    total: { value: counts.size, relation: 'eq' },
  }
}

/** Articles over time, gaps included, beside those of the whole archive. */
export function countOverTime(columns: Columns, rows: Int32Array): Histogram {
  const times = rows.reduce(
    (span, row) => {
      const time = columns.time[row]!
      if (Number.isNaN(time)) span.undated++
      else {
        span.first = Math.min(span.first, time)
        span.last = Math.max(span.last, time)
      }
      return span
    },
    { first: Infinity, last: -Infinity, undated: 0 },
  )
  const { first, last, undated } = times
  if (first > last) return { interval: 'month', buckets: [], undated }

  const interval = intervalOf(first, last)
  const keys = keysBetween(first, last, interval)
  const ends = keys.map((key) => parsePeriod(key)!.end)
  const counts = countBuckets(columns, rows, first, ends, keys)
  const all = countBuckets(columns, columns.all(), parsePeriod(keys[0]!)!.start, ends, keys)
  const buckets: Bucket[] = keys.map((key, i) => ({ key, count: counts[i]!, all: all[i]! }))
  return { interval, buckets, undated }
}

function countBuckets(
  columns: Columns,
  rows: Int32Array,
  start: number,
  ends: number[],
  keys: string[],
): Int32Array {
  const counts = new Int32Array(keys.length)
  for (const row of rows) {
    const time = columns.time[row]!
    if (time >= start && time < ends.at(-1)!) counts[bucketOf(time, ends)]!++
  }
  return counts
}

/** The first bucket that ends after the time. */
function bucketOf(time: number, ends: number[]): number {
  let low = 0
  let high = ends.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (ends[middle]! > time) high = middle
    else low = middle + 1
  }
  return low
}
