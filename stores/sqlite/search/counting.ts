import { parsePeriod } from '#core/period.ts'
import {
  type Bucket,
  FACET_KINDS,
  type Facet,
  type FacetCounts,
  type FieldFilter,
  type Histogram,
} from '#core/search.ts'
import { intervalOf, keysBetween } from '../../shared/histogram.ts'
import type { Columns } from './columns.ts'
import type { Matching } from './matching.ts'

/** Counts articles by value; without the field's own filter, which is what choosing another value would give. */
export function countFacet(
  columns: Columns,
  field: Facet,
  { rows, besides }: Matching,
  size: number,
  filter: FieldFilter | undefined,
): FacetCounts {
  const counts = new Map<string, number>()
  for (const part of [rows, besides.get(field) ?? []]) countInto(counts, columns, field, part)
  const nameOf = (value: string) => (FACET_KINDS[field] && columns.entityName(value)) ?? value

  const sorted = [...counts].sort(([v, x], [w, y]) => y - x || (v < w ? -1 : 1))
  const top = sorted.slice(0, size)
  const chosen = new Set(filter ? [...filter.any, ...filter.all, ...filter.none] : [])
  // What is chosen stays in sight, even where nothing has it.
  const missing = [...chosen]
    .filter((value) => !top.some(([shown]) => shown === value))
    .map((value): [string, number] => [value, counts.get(value) ?? 0])
  return {
    field,
    values: [...top, ...missing].map(([value, count]) => ({
      value,
      name: nameOf(value),
      count,
    })),
    total: { value: counts.size, relation: 'eq' },
  }
}

function countInto(
  counts: Map<string, number>,
  columns: Columns,
  field: Facet,
  rows: Int32Array | number[],
): void {
  const add = (value: string, count = 1) => counts.set(value, (counts.get(value) ?? 0) + count)
  const kind = FACET_KINDS[field]
  if (field === 'author') {
    for (const row of rows) new Set(columns.authors(row)).forEach((author) => add(author))
    return
  }
  if (!kind) {
    const codes = field === 'source' ? columns.source : columns.language
    countCodes(rows, codes.of, codes.values.length).forEach((count, code) => {
      if (count > 0) add(codes.values[code]!, count)
    })
    return
  }
  for (const [entityRow, count] of countEntities(columns, rows)) {
    const entity = columns.entity(entityRow)
    if (entity?.kind === kind) add(entity.id, count)
  }
}

function countCodes(rows: Iterable<number>, of: (row: number) => number, size: number) {
  const counts = new Int32Array(size)
  for (const row of rows) counts[of(row)]!++
  return counts
}

/** Articles by entity row; an entity counts once an article however often it is named. */
export function countEntities(columns: Columns, rows: Iterable<number>): Map<number, number> {
  const counts = new Map<number, number>()
  for (const row of rows) {
    const names = columns.names(row)
    for (let i = 1; i < names.length; i += 2) {
      if (firstOf(names, i)) counts.set(names[i]!, (counts.get(names[i]!) ?? 0) + 1)
    }
  }
  return counts
}

function firstOf(names: Int32Array, at: number): boolean {
  for (let i = 1; i < at; i += 2) if (names[i] === names[at]) return false
  return true
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
