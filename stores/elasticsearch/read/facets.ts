import type { estypes } from '@elastic/elasticsearch'
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
import type { Names } from '../index-names.ts'
import { ENGINE_FIELDS } from '../mapping.ts'
import type { EntityNames } from './entity-names.ts'
import { search } from './paging.ts'
import { type EngineQuery, alwaysFilters, fieldFilters, searchQuery } from './query.ts'
import type { ReadState } from './state-cache.ts'

/** Distinct values are counted up to here. */
const MAX_COUNTED = 10_000

interface Terms {
  buckets: { key: string; doc_count: number }[]
  /** More than 0 where shards have left out values, so that counts may be too low. */
  doc_count_error_upper_bound: number
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

type Recount = Record<Facet, Pick<FacetAggregation, 'top'>>

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
  const index = names.articles

  async function overTime(
    asked: Search,
    { first, last, undated }: TimeAggregation,
    signal?: AbortSignal,
  ): Promise<Histogram> {
    const counted = { undated: undated.doc_count }
    if (first.value === null || last.value === null) {
      return { interval: 'month', buckets: [], ...counted }
    }
    const interval = intervalOf(first.value, last.value)
    const keys = keysBetween(first.value, last.value, interval)
    const { aggregations } = await search<never, HistogramAggregations>(
      connection,
      { index, ...histogramRequest(asked, interval, keys) },
      signal,
    )
    const counts = byKey(aggregations!.matching.inTime)
    const all = byKey(aggregations!.all.dated.inTime)
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
    signal?: AbortSignal,
  ): Promise<FacetCounts[]> {
    const found = fields.map((field) => ({
      field,
      values: valuesOf(aggregations[field], filters[field]),
    }))
    const ids = found.flatMap(({ field, values }) =>
      entityKindOf(field) ? values.map(({ value }) => value) : [],
    )
    const nameOf = await entityNames(ids, signal)
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

  /** Above one shard: counts the values again by name where a shard may have left some out, so that counts are exact. */
  async function recounted(
    asked: Search,
    fields: Facet[],
    counted: Aggregations,
    signal?: AbortSignal,
  ): Promise<Aggregations> {
    const inexact = fields.filter((field) => counted[field].top.doc_count_error_upper_bound > 0)
    if (inexact.length === 0) return counted
    const request = { index, ...recountRequest(asked, inexact, counted) }
    const { aggregations } = await search<never, Recount>(connection, request, signal)
    const exact = inexact.map((field) => [field, { ...counted[field], ...aggregations![field] }])
    return { ...counted, ...(Object.fromEntries(exact) as Partial<Aggregations>) }
  }

  return async (
    { search: asked, fields, size, histogram }: FacetsQuery,
    signal?: AbortSignal,
  ): Promise<Facets> => {
    const request = { index, ...facetsRequest(asked, fields, size) }
    const [response, { rev }] = await Promise.all([
      search<never, Aggregations>(connection, request, signal),
      state(),
    ])
    const aggregations = await recounted(asked, fields, response.aggregations!, signal)
    const { matching } = aggregations
    const [facets, time] = await Promise.all([
      named(fields, aggregations, asked.filters.fields, signal),
      histogram ? overTime(asked, matching, signal) : null,
    ])
    return {
      facets,
      histogram: time,
      total: { value: matching.doc_count, relation: 'eq' },
      version: rev,
    }
  }
}

/** Words and dates narrow all that is counted; each field's own filter narrows all but its own facet. */
function facetsRequest({ query, filters }: Search, fields: Facet[], size: number) {
  const narrowing = fieldFilters(filters.fields)
  const matching = {
    filter: allOf([...narrowing.values()]),
    aggs: {
      first: { min: { field: 'publishedAt' } },
      last: { max: { field: 'publishedAt' } },
      undated: { missing: { field: 'publishedAt' } },
    },
  }
  const facets = perFacet(fields, narrowing, (facet) =>
    facetAggregations(ENGINE_FIELDS[facet], size, filters.fields[facet]),
  )
  return {
    size: 0,
    track_total_hits: false,
    query: searchQuery(query, alwaysFilters(filters)),
    aggs: { matching, ...facets },
    // Ten thousand buckets are counted, and their number alone is read.
    filter_path: '-**.every.buckets',
  }
}

function recountRequest({ query, filters }: Search, fields: Facet[], counted: Aggregations) {
  const facets = perFacet(fields, fieldFilters(filters.fields), (facet) => {
    const include = counted[facet].top.buckets.map(({ key }) => key)
    return { top: { terms: { field: ENGINE_FIELDS[facet], include, size: include.length } } }
  })
  return {
    size: 0,
    track_total_hits: false,
    query: searchQuery(query, alwaysFilters(filters)),
    aggs: facets,
  }
}

/** Aggregations for each facet, under the filters of the others. */
function perFacet(
  fields: Facet[],
  narrowing: Map<Facet, EngineQuery>,
  aggregations: (facet: Facet) => Record<string, estypes.AggregationsAggregationContainer>,
): Record<string, estypes.AggregationsAggregationContainer> {
  const entries = fields.map((field) => {
    const others = [...narrowing].flatMap(([of, filter]) => (of === field ? [] : [filter]))
    return [field, { filter: allOf(others), aggs: aggregations(field) }]
  })
  return Object.fromEntries(entries) as Record<string, estypes.AggregationsAggregationContainer>
}

function facetAggregations(field: string, size: number, filter: FieldFilter | undefined) {
  const chosen = chosenOf(filter)
  return {
    top: { terms: { field, size: Math.max(1, size) } },
    ...(chosen.length > 0 && {
      chosen: { terms: { field, include: chosen, size: chosen.length } },
    }),
    every: { terms: { field, size: MAX_COUNTED, order: { _key: 'asc' as const } } },
    distinct: { stats_bucket: { buckets_path: 'every>_count' } },
  }
}

const allOf = (filters: EngineQuery[]): EngineQuery => ({ bool: { filter: filters } })

/** The values that a filter names. */
function chosenOf(filter: FieldFilter | undefined): string[] {
  return filter ? [...new Set([...filter.any, ...filter.all, ...filter.none])] : []
}

/** The most frequent values, and chosen ones even where they have no articles. */
function valuesOf({ top, chosen }: FacetAggregation, filter: FieldFilter | undefined) {
  const shown = top.buckets
    .map(({ key, doc_count }) => ({ value: key, count: doc_count }))
    .sort((x, y) => y.count - x.count || (x.value < y.value ? -1 : 1))
  const counts = new Map(chosen?.buckets.map(({ key, doc_count }) => [key, doc_count]))
  const missing = chosenOf(filter)
    .filter((value) => !shown.some((each) => each.value === value))
    .map((value) => ({ value, count: counts.get(value) ?? 0 }))
  return [...shown, ...missing]
}

const FORMATS = { day: 'yyyy-MM-dd', month: 'yyyy-MM', year: 'yyyy' }

function histogramRequest(
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
