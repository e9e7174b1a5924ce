import type { estypes } from '@elastic/elasticsearch'
import { type Facet, entityKindOf, nameOfValue } from '#core/fields.ts'
import { type Conjunct, allOf, conjunctsOf } from '#core/query/conjuncts.ts'
import type { FacetCounts, Facets, FacetsQuery } from '#core/search.ts'
import {
  excludedValues,
  facetBase,
  listed,
  nameTest,
  namedIn,
  withoutExclusion,
} from '../../shared/facet-base.ts'
import type { Connection } from '../connection.ts'
import type { Names } from '../index-names.ts'
import { facetField } from '../mapping.ts'
import type { EntityNames } from './entity-names.ts'
import { type TimeAggregation, TIME, createHistogram } from './histogram.ts'
import { search } from './paging.ts'
import { type EngineQuery, conjunctionOf } from './query.ts'
import type { ReadState } from './state-cache.ts'
import { STORY_TOTAL, type StoryTotalCounts, WITHOUT_BUCKETS, storyTotal } from './stories.ts'
import { createStoryFacets } from './story-facets.ts'

type Aggregation = estypes.AggregationsAggregationContainer

/** Distinct values are counted up to this number. */
export const MAX_COUNTED = 10_000

export interface Terms {
  buckets: { key: string; doc_count: number }[]
  /** Above 0 if shards left out values, so that counts may be too low. */
  doc_count_error_upper_bound: number
}

interface FacetAggregation {
  top: Terms
  named?: Terms
  distinct: { count: number }
}

/** A facet with its query for counting. */
export interface AskedFacet {
  field: Facet
  /** The field of the documents with its values. */
  column: string
  /** Conditions of the articles whose values are counted. */
  base: Conjunct[]
  /** Values named in the search. */
  named: string[]
  /** Values excluded by the search. */
  excluded: string[]
}

interface CountedFacets {
  facets: FacetCounts[]
  matching: TimeAggregation & Partial<StoryTotalCounts>
}

type Counted = Record<Facet, FacetAggregation>
type ExcludedCounts = Record<string, { doc_count: number }>

export function createFacets(
  connection: Connection,
  names: Names,
  state: ReadState,
  entityNames: EntityNames,
) {
  const index = names.articles
  const histogramOf = createHistogram(connection, names)
  const storyFacet = createStoryFacets(connection, names, entityNames)

  async function ask<A>(
    query: EngineQuery,
    aggs: Record<string, Aggregation>,
    signal?: AbortSignal,
  ) {
    const request = { index, size: 0, track_total_hits: false, query, aggs }
    // Ten thousand buckets are only needed for their number, so leave them out of the response.
    const filtered = { ...request, filter_path: WITHOUT_BUCKETS }
    const { aggregations } = await search<never, A>(connection, filtered, signal)
    return aggregations!
  }

  /** Values excluded by their words need a query of their own. */
  async function toAsked(
    field: Facet,
    conjuncts: Conjunct[],
    stated: boolean | undefined,
    signal?: AbortSignal,
  ): Promise<AskedFacet> {
    const column = facetField(field, stated)
    const { base, excluding } = facetBase(conjuncts, field)
    const found = new Map<string, string[]>()
    for (const exclusion of excluding) {
      if (allValuesNamed(exclusion)) continue
      const others = conjuncts.filter((each) => each !== exclusion)
      const terms = { field: column, size: MAX_COUNTED }
      const { values } = await ask<{ values: Terms }>(
        conjunctionOf(others),
        { values: { terms } },
        signal,
      )
      found.set(
        keyOf(others),
        values.buckets.map(({ key }) => key),
      )
    }
    const excluded = excludedValues(conjuncts, excluding, (some) => found.get(keyOf(some)) ?? [])
    return { field, column, base, named: namedIn(conjuncts, field), excluded }
  }

  async function countFacets(
    asked: AskedFacet[],
    conjuncts: Conjunct[],
    size: number,
    signal?: AbortSignal,
  ) {
    const common = conjuncts.filter(({ facet }) => facet === null)
    const rest = (some: Conjunct[]) => conjunctionOf(some.filter((each) => !common.includes(each)))
    const facets = asked.map(({ field, column, base, named }) => [
      field,
      { filter: rest(base), aggs: facetAggregations(column, size, named) },
    ])
    const excluded = asked.flatMap(({ field, excluded: values }) =>
      values.map((value) => [
        `${field} ${value}`,
        { filter: rest(withoutExclusion(conjuncts, field, value)) },
      ]),
    )
    const found = await ask<Counted & ExcludedCounts & { matching: TimeAggregation }>(
      conjunctionOf(common),
      {
        matching: { filter: rest(conjuncts), aggs: TIME },
        ...(Object.fromEntries([...facets, ...excluded]) as Record<string, Aggregation>),
      },
      signal,
    )
    return recounted(found, asked, signal)
  }

  /**
   * With several shards, recounts by name the values that a shard may have left out, so that counts
   * are exact.
   */
  async function recounted<T extends Counted>(
    counted: T,
    asked: AskedFacet[],
    signal?: AbortSignal,
  ): Promise<T> {
    const isInexact = ({ field }: AskedFacet) => counted[field].top.doc_count_error_upper_bound > 0
    const inexact = asked.filter(isInexact)
    const exact = await Promise.all(
      inexact.map(async ({ field, column, base }) => {
        const include = counted[field].top.buckets.map(({ key }) => key)
        const terms = { field: column, include, size: include.length }
        const { top } = await ask<{ top: Terms }>(conjunctionOf(base), { top: { terms } }, signal)
        return [field, { ...counted[field], top }]
      }),
    )
    return { ...counted, ...(Object.fromEntries(exact) as Partial<T>) }
  }

  /** Drops values whose names do not match. */
  async function withNames<T extends Counted>(
    counted: T,
    asked: AskedFacet[],
    sought: string,
    signal?: AbortSignal,
  ): Promise<T> {
    const hasName = nameTest(sought)
    const found = asked.map(async ({ field }) => {
      const facet = counted[field]
      const keys = facet.top.buckets.map(({ key }) => key)
      const nameOf = entityKindOf(field) ? await entityNames.names(keys, signal) : null
      const buckets = facet.top.buckets.filter(({ key }) =>
        hasName(nameOf?.(key).name ?? nameOfValue(field, key)),
      )
      const distinct = { count: buckets.length }
      return [field, { ...facet, top: { ...facet.top, buckets }, distinct }] as const
    })
    return { ...counted, ...(Object.fromEntries(await Promise.all(found)) as Partial<T>) }
  }

  async function named(
    asked: AskedFacet[],
    conjuncts: Conjunct[],
    counted: Counted & ExcludedCounts,
    size: number,
    signal?: AbortSignal,
  ): Promise<FacetCounts[]> {
    const found = asked.map((each) => ({ each, values: valuesOf(each, counted, size) }))
    const ids = found.flatMap(({ each, values }) =>
      entityKindOf(each.field) ? values.map(([value]) => value) : [],
    )
    const nameOf = await entityNames.names(ids, signal)
    return found.map(({ each: { field }, values }) => {
      const { count } = counted[field].distinct
      const { isChosen } = facetBase(conjuncts, field)
      return {
        field,
        values: values.map(([value, articles]) => ({
          value,
          name: entityKindOf(field) ? nameOf(value).name : nameOfValue(field, value),
          count: articles,
          ...isChosen(value),
        })),
        total: { value: count, relation: count < MAX_COUNTED ? 'eq' : 'gte' },
      }
    })
  }

  /** The names of entities are known here alone: to look for words in them, all values are fetched. */
  async function ofArticles(
    asked: AskedFacet[],
    conjuncts: Conjunct[],
    { size, named: sought }: FacetsQuery,
    signal?: AbortSignal,
  ): Promise<CountedFacets> {
    const counted = await countFacets(asked, conjuncts, sought ? MAX_COUNTED : size, signal)
    const found = sought ? await withNames(counted, asked, sought, signal) : counted
    return {
      facets: await named(asked, conjuncts, found, size, signal),
      matching: counted.matching,
    }
  }

  async function ofStories(
    asked: AskedFacet[],
    conjuncts: Conjunct[],
    { size, named: sought }: FacetsQuery,
    signal?: AbortSignal,
  ): Promise<CountedFacets> {
    const filter = conjunctionOf(conjuncts)
    const matching = { filter, aggs: { ...TIME, ...STORY_TOTAL } }
    const [counted, ...facets] = await Promise.all([
      ask<{ matching: TimeAggregation & StoryTotalCounts }>(filter, { matching }, signal),
      ...asked.map((each) => storyFacet(each, { conjuncts, size, sought }, signal)),
    ])
    return { facets, matching: counted.matching }
  }

  return async (query: FacetsQuery, signal?: AbortSignal): Promise<Facets> => {
    const { search: searched, fields, histogram, count } = query
    const conjuncts = conjunctsOf(searched)
    const { stated } = searched.filters
    const asked = await Promise.all(
      fields.map((field) => toAsked(field, conjuncts, stated, signal)),
    )
    const counting = count === 'stories' ? ofStories : ofArticles
    const [{ facets, matching }, { rev }] = await Promise.all([
      counting(asked, conjuncts, query, signal),
      state(),
    ])
    return {
      facets,
      histogram: histogram ? await histogramOf({ conjuncts, matching, count }, signal) : null,
      total: {
        ...{ value: matching.doc_count, relation: 'eq' },
        ...(matching.stories && {
          stories: storyTotal(matching.doc_count, { stories: matching.stories }),
        }),
      },
      version: rev,
    }
  }
}

const keyOf = (conjuncts: readonly Conjunct[]) => JSON.stringify(allOf(conjuncts))

const allValuesNamed = (exclusion: Conjunct) => excludedValues([], [exclusion], () => []).length > 0

function facetAggregations(field: string, size: number, named: string[]) {
  return {
    top: { terms: { field, size: Math.max(1, size) } },
    ...(named.length > 0 && {
      named: { terms: { field, include: named, size: named.length } },
    }),
    every: { terms: { field, size: MAX_COUNTED, order: { _key: 'asc' as const } } },
    distinct: { stats_bucket: { buckets_path: 'every>_count' } },
  }
}

function valuesOf(
  { field, named, excluded }: AskedFacet,
  counted: Counted & ExcludedCounts,
  size: number,
) {
  const facet = counted[field]
  const included = toCounts(facet.named)
  return listed(
    toCounts(facet.top),
    size,
    new Map([
      ...named.map((value) => [value, included.get(value) ?? 0] as const),
      ...excluded.map((value) => [value, counted[`${field} ${value}`]!.doc_count] as const),
    ]),
  )
}

const toCounts = (terms: Terms | undefined) =>
  new Map(terms?.buckets.map(({ key, doc_count }) => [key, doc_count]))
