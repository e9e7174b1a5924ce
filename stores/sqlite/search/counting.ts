import type { Facet } from '#core/fields.ts'
import type { Total } from '#core/page.ts'
import type { Conjunct } from '#core/query/conjuncts.ts'
import type { CountUnit, FacetCounts, Histogram } from '#core/search.ts'
import { intervalOf, keyOf, toBuckets } from '../../shared/histogram.ts'
import type { Columns } from './columns.ts'
import type { Matcher } from './matching.ts'
import { rowsOf } from './row-set.ts'
import { type Stories, type Units, unitsOf } from './units.ts'
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
  stories: Stories
}

export interface FacetQuery {
  conjuncts: readonly Conjunct[]
  size: number
  hasName: (name: string) => boolean
  count?: CountUnit | undefined
}

/**
 * Counts articles or stories by value: each count is the total after choosing the value, as
 * `FacetCounts` says.
 */
export function countFacet(
  { columns, matcher, stories }: FacetCounting,
  field: Facet,
  { conjuncts, size, hasName, count }: FacetQuery,
): FacetCounts {
  const column = columns[field]
  const { base, excluding, isChosen } = facetBase(conjuncts, field)
  const rowsBy = (some: readonly Conjunct[]) => rowsOf(matcher.matching(some))
  const countsOf = (some: readonly Conjunct[]) => column.count(stories.units(rowsBy(some), count))
  const totalOf = (rows: Int32Array) => (count === 'stories' ? stories.count(rows) : rows.length)
  const counts = countsOf(base)
  const wanted = new Map([...counts].filter(([value]) => hasName(column.nameOf(value))))
  const total: Total = { value: wanted.size, relation: 'eq' }
  const named = new Map(namedIn(conjuncts, field).map((value) => [value, counts.get(value) ?? 0]))
  for (const value of excludedValues(conjuncts, excluding, (some) => countsOf(some).keys())) {
    named.set(value, totalOf(rowsBy(withoutExclusion(conjuncts, field, value))))
  }
  const values = listed(wanted, size, named)
  return {
    field,
    values: values.map(([value, count]) => {
      return { value, name: column.nameOf(value), count, ...isChosen(value) }
    }),
    total,
  }
}

/** Counts articles or stories over time, next to those of the whole archive. */
export function countOverTime(
  columns: Columns,
  stories: Stories,
  rows: Int32Array,
  count?: CountUnit,
): Histogram {
  const units = stories.units(rows, count)
  const undated = countUndated(columns, units)
  const [first, last] = spanOf(columns, rows)
  if (first > last) return { interval: 'month', buckets: [], undated }

  const interval = intervalOf(first, last, monthsOfAll(columns))
  const counts = countByKey(columns, units, interval)
  const all = countByKey(columns, stories.units(columns.all(), count), interval)
  return { interval, buckets: toBuckets([first, last], interval, counts, all), undated }
}

/** The first and the last day; undated articles have none. */
function spanOf({ day }: Columns, rows: Int32Array): [first: number, last: number] {
  let [first, last] = [Infinity, -Infinity]
  for (const row of rows) {
    const written = day[row]!
    if (written < first) first = written
    if (written > last) last = written
  }
  return [first, last]
}

function countUndated({ day }: Columns, { rows, unitOf }: Units): number {
  let [count, seen] = [0, -1]
  for (const row of rows) {
    if (!Number.isNaN(day[row]) || unitOf(row) === seen) continue
    count++
    seen = unitOf(row)
  }
  return count
}

function countByKey(
  { day }: Columns,
  { rows, unitOf }: Units,
  interval: Histogram['interval'],
): Map<string, number> {
  const keys = new Map<number, string>()
  const counts = new Map<string, { count: number; seen: number }>()
  for (const row of rows) {
    const written = day[row]!
    if (Number.isNaN(written)) continue
    let key = keys.get(written)
    if (key === undefined) keys.set(written, (key = keyOf(written, interval)))
    const counted = counts.get(key)
    if (!counted) counts.set(key, { count: 1, seen: unitOf(row) })
    else if (counted.seen !== unitOf(row)) {
      counted.count++
      counted.seen = unitOf(row)
    }
  }
  return new Map([...counts].map(([key, { count }]) => [key, count]))
}

const months = new WeakMap<Int32Array, string[]>()

/** Cached, because it is the same for every search. */
function monthsOfAll(columns: Columns): string[] {
  const rows = columns.all()
  const known = months.get(rows)
  if (known) return known
  const found = [...countByKey(columns, unitsOf(rows), 'month').keys()].sort()
  months.set(rows, found)
  return found
}
