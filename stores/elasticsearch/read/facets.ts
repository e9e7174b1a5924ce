import { type Facet, entityKindOf } from '#core/fields.ts'
import type {
  FacetCounts,
  Facets,
  FacetsQuery,
  FieldFilter,
  Histogram,
  Search,
} from '#core/search.ts'
import { parsePeriod } from '#core/period.ts'
import { intervalOf, keysBetween } from '../../shared/histogram.ts'
import type { Connection } from '../connection.ts'
import type { EntityNames } from './entity-names.ts'
import { ENGINE_FIELDS } from '../mapping.ts'
import type { Names } from '../index-names.ts'
import { search } from './paging.ts'
import { type EngineQuery, alwaysFilters, fieldFilters, searchQuery } from './query.ts'
import type { ReadState } from './state-cache.ts'

/** Distinct values are counted one by one up to here; of more it is said that there are more. */
const MAX_COUNTED = 10_000

interface Terms {
  buckets: { key: string; doc_count: number }[]
}

interface FacetAggregation {
  top: Terms
  chosen?: Terms
  distinct: { count: number }
}

interface TimeAggregation {
  doc_count: number
  first: { value: number | null }
  last: { value: number | null }
  undated: { doc_count: number }
}

type Aggregations = { matching: TimeAggregation } & Record<Facet, FacetAggregation>

interface HistogramAggregations {
  matching: { inTime: Buckets }
  all: { dated: { inTime: Buckets } }
}

interface Buckets {
  buckets: { key_as_string: string; doc_count: number }[]
}

export function createFacets(
  connection: Connection,
  names: Names,
  state: ReadState,
  entityNames: EntityNames,
) {
  async function overTime(
    asked: Search,
    { first, last, undated }: TimeAggregation,
    signal: AbortSignal | undefined,
  ): Promise<Histogram> {
    const counted = { undated: undated.doc_count }
    if (first.value === null || last.value === null) {
      return { interval: 'month', buckets: [], ...counted }
    }
    const interval = intervalOf(first.value, last.value)
    const keys = keysBetween(first.value, last.value, interval)
    const { aggregations } = await search<never, HistogramAggregations>(
      connection,
      names.articles,
      histogramBody(asked, interval, keys),
      signal,
    )
    const counts = byKey(aggregations.matching.inTime)
    const all = byKey(aggregations.all.dated.inTime)
    const buckets = keys.map((key) => ({
      key,
      count: counts.get(key) ?? 0,
      all: all.get(key) ?? 0,
    }))
    return { interval, buckets, ...counted }
  }

  async function named(
    fields: Facet[],
    aggregations: Aggregations,
    filters: Search['filters']['fields'],
  ): Promise<FacetCounts[]> {
    const found = fields.map((field) => ({
      field,
      values: valuesOf(aggregations[field], filters[field]),
    }))
    const ids = found.flatMap(({ field, values }) =>
      entityKindOf(field) ? values.map(({ value }) => value) : [],
    )
    const nameOf = await entityNames(ids)
    return found.map(({ field, values }) => {
      const { count } = aggregations[field].distinct
      return {
        field,
        values: values.map(({ value, count }) => ({
          value,
          name: entityKindOf(field) ? nameOf(value).name : value,
          count,
        })),
        total: { value: count, relation: count < MAX_COUNTED ? 'eq' : 'gte' },
      }
    })
  }

  return async (
    { search: asked, fields, size, histogram }: FacetsQuery,
    signal?: AbortSignal,
  ): Promise<Facets> => {
    const [{ aggregations }, { rev }] = await Promise.all([
      search<never, Aggregations>(
        connection,
        names.articles,
        facetsBody(asked, fields, size),
        signal,
      ),
      state(),
    ])
    const [facets, time] = await Promise.all([
      named(fields, aggregations, asked.filters.fields),
      histogram ? overTime(asked, aggregations.matching, signal) : null,
    ])
    return {
      facets,
      histogram: time,
      total: { value: aggregations.matching.doc_count, relation: 'eq' },
      version: rev,
    }
  }
}

/** Words and dates narrow all that is counted; each field's own filter narrows all but its own facet. */
function facetsBody({ query, filters }: Search, fields: Facet[], size: number) {
  const narrowing = fieldFilters(filters.fields)
  const facets = fields.map((field) => {
    const others = [...narrowing].flatMap(([of, filter]) => (of === field ? [] : [filter]))
    const aggs = facetAggregations(ENGINE_FIELDS[field], size, filters.fields[field])
    return [field, { filter: allOf(others), aggs }] as const
  })
  const matching = {
    filter: allOf([...narrowing.values()]),
    aggs: {
      first: { min: { field: 'publishedAt' } },
      last: { max: { field: 'publishedAt' } },
      undated: { missing: { field: 'publishedAt' } },
    },
  }
  return {
    size: 0,
    track_total_hits: false,
    query: searchQuery(query, alwaysFilters(filters)),
    aggs: { matching, ...Object.fromEntries(facets) },
  }
}

function facetAggregations(field: string, size: number, filter: FieldFilter | undefined) {
  const chosen = chosenOf(filter)
  return {
    top: { terms: { field, size: Math.max(1, size) } },
    ...(chosen.length > 0 && {
      chosen: { terms: { field, include: chosen, size: chosen.length } },
    }),
    // The buckets stay where they are; only their number comes back.
    every: { terms: { field, size: MAX_COUNTED, order: { _key: 'asc' } } },
    distinct: { stats_bucket: { buckets_path: 'every>_count' } },
  }
}

const allOf = (filters: EngineQuery[]): EngineQuery => ({ bool: { filter: filters } })

function chosenOf(filter: FieldFilter | undefined): string[] {
  return filter ? [...new Set([...filter.any, ...filter.all, ...filter.none])] : []
}

/** What is chosen stays in sight, even where nothing has it. */
function valuesOf({ top, chosen }: FacetAggregation, filter: FieldFilter | undefined) {
  const shown = top.buckets.map(({ key, doc_count }) => ({ value: key, count: doc_count }))
  const counts = new Map(chosen?.buckets.map(({ key, doc_count }) => [key, doc_count]))
  const missing = chosenOf(filter)
    .filter((value) => !shown.some((each) => each.value === value))
    .map((value) => ({ value, count: counts.get(value) ?? 0 }))
  return [...shown, ...missing]
}

const FORMATS = { day: 'yyyy-MM-dd', month: 'yyyy-MM', year: 'yyyy' }

function histogramBody(
  { query, filters }: Search,
  interval: Histogram['interval'],
  keys: string[],
) {
  const inTime = {
    date_histogram: {
      field: 'publishedAt',
      calendar_interval: interval,
      format: FORMATS[interval],
      min_doc_count: 1,
    },
  }
  const span = { gte: parsePeriod(keys[0]!)!.start, lt: parsePeriod(keys.at(-1)!)!.end }
  const dated = { range: { publishedAt: { ...span, format: 'epoch_millis' } } }
  const narrowing = [...fieldFilters(filters.fields).values()]
  return {
    size: 0,
    track_total_hits: false,
    query: searchQuery(query, alwaysFilters(filters)),
    aggs: {
      matching: { filter: allOf(narrowing), aggs: { inTime } },
      all: { global: {}, aggs: { dated: { filter: dated, aggs: { inTime } } } },
    },
  }
}

function byKey({ buckets }: Buckets): Map<string, number> {
  return new Map(buckets.map(({ key_as_string, doc_count }) => [key_as_string, doc_count]))
}
