import type { Facet } from '#core/fields.ts'
import type { Total } from '#core/page.ts'
import type { Conjunct } from '#core/query/conjuncts.ts'
import type { FacetCounts, Histogram } from '#core/search.ts'
import { intervalOf, keyOf, toBuckets } from '../../shared/histogram.ts'
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
  hasName: (name: string) => boolean,
): FacetCounts {
  const column = columns[field]
  const { base, excluding, isChosen } = facetBase(conjuncts, field)
  const countsOf = (some: readonly Conjunct[]) => column.count(rowsOf(matcher.matching(some)))
  const counts = countsOf(base)
  const wanted = new Map([...counts].filter(([value]) => hasName(column.nameOf(value))))
  const total: Total = { value: wanted.size, relation: 'eq' }
  const named = new Map(namedIn(conjuncts, field).map((value) => [value, counts.get(value) ?? 0]))
  for (const value of excludedValues(conjuncts, excluding, (some) => countsOf(some).keys())) {
    named.set(value, countOf(matcher.matching(withoutExclusion(conjuncts, field, value))))
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

/** Articles over time, beside those of the whole archive. */
export function countOverTime(columns: Columns, rows: Int32Array): Histogram {
  const days = countDays(columns, rows)
  const all = daysOfAll(columns)
  const undated = rows.length - [...days.values()].reduce((sum, count) => sum + count, 0)
  if (days.size === 0) return { interval: 'month', buckets: [], undated }

  const [first, last] = [Math.min(...days.keys()), Math.max(...days.keys())]
  const months = [...new Set([...all.keys()].map((day) => keyOf(day, 'month')))].sort()
  const interval = intervalOf(first, last, months)
  const [counts, allCounts] = [days, all].map((each) => byKey(each, interval)) as [Counts, Counts]
  return { interval, buckets: toBuckets([first, last], interval, counts, allCounts), undated }
}

type Counts = Map<string, number>

function countDays({ day }: Columns, rows: Int32Array): Map<number, number> {
  const counts = new Map<number, number>()
  for (const row of rows) {
    const written = day[row]!
    if (!Number.isNaN(written)) counts.set(written, (counts.get(written) ?? 0) + 1)
  }
  return counts
}

const counted = new WeakMap<Int32Array, Map<number, number>>()

/** Those of the whole archive are the same for every search. */
function daysOfAll(columns: Columns): Map<number, number> {
  const rows = columns.all()
  const known = counted.get(rows) ?? countDays(columns, rows)
  counted.set(rows, known)
  return known
}

function byKey(days: ReadonlyMap<number, number>, interval: Histogram['interval']): Counts {
  const counts: Counts = new Map()
  for (const [day, count] of days) {
    const key = keyOf(day, interval)
    counts.set(key, (counts.get(key) ?? 0) + count)
  }
  return counts
}
