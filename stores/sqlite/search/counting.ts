import type { Facet } from '#core/fields.ts'
import { parsePeriod } from '#core/period.ts'
import type { Total } from '#core/page.ts'
import type { Conjunct } from '#core/query/conjuncts.ts'
import type { Bucket, FacetCounts, Histogram } from '#core/search.ts'
import { intervalOf, keysBetween } from '../../shared/histogram.ts'
import type { Columns } from './columns.ts'
import type { Matcher } from './matching.ts'
import { countOf, rowsOf } from './row-set.ts'
import type { ValueColumns } from './value-columns.ts'
import {
  excludedValues,
  facetBase,
  listed,
  namedIn,
  withoutExclusion,
} from '../../shared/facet-base.ts'

export interface FacetCounting {
  columns: ValueColumns
  matcher: Matcher
}

/** Counts articles by value: each count is the total that choosing the value gives, as `FacetCounts` says. */
export function countFacet(
  { columns, matcher }: FacetCounting,
  field: Facet,
  conjuncts: readonly Conjunct[],
  size: number,
): FacetCounts {
  const column = columns[field]
  const { base, excluding, isChosen } = facetBase(conjuncts, field)
  const countsOf = (some: readonly Conjunct[]) => column.count(rowsOf(matcher.matching(some)))
  const counts = countsOf(base)
  const total: Total = { value: counts.size, relation: 'eq' }
  const named = new Map(namedIn(conjuncts, field).map((value) => [value, counts.get(value) ?? 0]))
  for (const value of excludedValues(conjuncts, excluding, (some) => countsOf(some).keys())) {
    named.set(value, countOf(matcher.matching(withoutExclusion(conjuncts, field, value))))
  }
  const values = listed(counts, size, named)
  return {
    field,
    values: values.map(([value, count]) => {
      return { value, name: column.nameOf(value), count, ...isChosen(value) }
    }),
    total,
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
