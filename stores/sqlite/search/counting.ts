import type { Facet } from '#core/fields.ts'
import type { Conjunct } from '#core/query/conjuncts.ts'
import type { CountUnit, FacetCounts, Histogram } from '#core/search.ts'
import { compareText } from '#core/text/compare-text.ts'
import { topK } from '../../shared/top-k.ts'
import { intervalOf, keyOf, toBuckets } from '../../shared/histogram.ts'
import type { Columns } from './columns.ts'
import type { Matcher } from './matching.ts'
import type { Stories, Units } from './units.ts'
import type { ValueColumn, ValueColumns } from './value-columns.ts'
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
  /** Null where every name is wanted. */
  hasName: ((name: string) => boolean) | null
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
  const countsOf = (some: readonly Conjunct[]) =>
    column.count(stories.units(matcher.rows(some), count))
  const totalOf = (rows: Int32Array) => (count === 'stories' ? stories.count(rows) : rows.length)
  const counts = countsOf(base)
  const wanted = codesIn(counts, column).filter(
    (code) => !hasName || hasName(column.nameOf(column.valueOf(code))),
  )
  const named = new Map(
    namedIn(conjuncts, field).map((value) => [value, countOfValue(counts, column, value)]),
  )
  const valuesIn = (some: readonly Conjunct[]) =>
    codesIn(countsOf(some), column).map((code) => column.valueOf(code))
  for (const value of excludedValues(conjuncts, excluding, valuesIn)) {
    named.set(value, totalOf(matcher.rows(withoutExclusion(conjuncts, field, value))))
  }
  const most = topK(wanted, size, (x, y) => {
    return counts[y]! - counts[x]! || compareText(column.valueOf(x), column.valueOf(y))
  })
  const values = listed(
    new Map(most.map((code) => [column.valueOf(code), counts[code]!])),
    size,
    named,
  )
  return {
    field,
    values: values.map(([value, count]) => {
      return { value, name: column.nameOf(value), count, ...isChosen(value) }
    }),
    total: { value: wanted.length, relation: 'eq' },
  }
}

/** The codes of a field that are counted at all. */
function codesIn(counts: Int32Array, column: ValueColumn): number[] {
  const found: number[] = []
  for (let code = 0; code < counts.length; code++) {
    if (counts[code]! > 0 && column.has(code)) found.push(code)
  }
  return found
}

function countOfValue(counts: Int32Array, column: ValueColumn, value: string): number {
  const code = column.codeOf(value)
  return code !== undefined && column.has(code) ? (counts[code] ?? 0) : 0
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

  const months = [...countAllByKey(columns, stories, 'month').keys()].sort()
  const interval = intervalOf(first, last, months)
  const counts = countByKey(columns, units, interval)
  const all = countAllByKey(columns, stories, interval, count)
  return { interval, buckets: toBuckets([first, last], interval, counts, all), undated }
}

const DAY = 86_400_000

/** The first and the last day; undated articles have none. */
function spanOf({ day }: Pick<Columns, 'day'>, rows: Int32Array): [first: number, last: number] {
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
  const [first, last] = spanOf({ day }, rows)
  if (first > last) return new Map()
  const keys: string[] = []
  const places = new Map<string, number>()
  /** One more than the place of each day's key: an array, since every row looks there. */
  const placeOfDay = new Int32Array((last - first) / DAY + 1)
  function placeOf(written: number): number {
    const key = keyOf(written, interval)
    const place = places.get(key) ?? keys.push(key) - 1
    places.set(key, place)
    placeOfDay[(written - first) / DAY] = place + 1
    return place
  }
  const counts: number[] = []
  const seen: number[] = []
  for (const row of rows) {
    const written = day[row]!
    if (Number.isNaN(written)) continue
    const known = placeOfDay[(written - first) / DAY]!
    const place = known > 0 ? known - 1 : placeOf(written)
    const unit = unitOf(row)
    if (seen[place] === unit) continue
    counts[place] = (counts[place] ?? 0) + 1
    seen[place] = unit
  }
  return new Map(keys.map((key, place) => [key, counts[place]!]))
}

const ofAll = new WeakMap<Int32Array, Map<string, Map<string, number>>>()

/** Counts of the whole archive, which are the same for every search. */
function countAllByKey(
  columns: Columns,
  stories: Stories,
  interval: Histogram['interval'],
  count?: CountUnit,
): Map<string, number> {
  const rows = columns.all()
  let known = ofAll.get(rows)
  if (!known) ofAll.set(rows, (known = new Map<string, Map<string, number>>()))
  const name = `${interval} ${count ?? 'articles'}`
  let counted = known.get(name)
  if (!counted)
    known.set(name, (counted = countByKey(columns, stories.units(rows, count), interval)))
  return counted
}
