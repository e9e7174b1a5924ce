import type { estypes } from '@elastic/elasticsearch'
import type { TiePage } from '#core/graph.ts'
import type { SearchTiesQuery } from '#core/search.ts'
import {
  type CountedNeighbour,
  type TieDetail,
  type TieDetails,
  isWanted,
  pageOfNeighbours,
} from '../../shared/search-ties.ts'
import type { Connection } from '../connection.ts'
import type { Names } from '../index-names.ts'
import type { EntityNames } from './entity-names.ts'
import { ENGINE_FIELDS } from '../mapping.ts'
import { type Edge, dayOf, edge } from './date-edges.ts'
import { ARTICLES } from './network.ts'
import { search } from './paging.ts'
import { namesField, naming, searchQuery, tying, tyingField } from './query.ts'
import type { ReadState } from './state-cache.ts'
import { Surplus, sharedStories } from './stories.ts'

/** Limit of neighbours of one entity; the least frequent are left out. */
const MAX_NEIGHBOURS = 20_000

interface Neighbours {
  sentences: {
    doc_count: number
    own: { doc_count: number }
    tying: {
      with: {
        buckets: {
          key: string
          doc_count: number
          weight: { value: number }
          articles: { doc_count: number; latest: { value: number | null } }
        }[]
      }
    }
  }
}

interface OfStory {
  sentences: {
    tying: { with: { buckets: { key: string; articles: { doc_count: number } }[] } }
  }
}

/** Names in the articles of one story. */
const MAX_OF_STORY = 1000

interface Alone {
  sentences: { named: { buckets: { key: string; doc_count: number }[] } }
}

interface Details {
  months: {
    buckets: {
      key_as_string: string
      sentences: { tying: { with: { buckets: { key: string; doc_count: number }[] } } }
    }[]
  }
  sentences: {
    tying: { with: { buckets: { key: string; articles: { first: Edge; last: Edge } }[] } }
  }
}

/**
 * Lists the ties of an entity in the articles of a search: counts sentences, then reads details for
 * one page.
 */
export function createTies(
  connection: Connection,
  names: Names,
  state: ReadState,
  entityNames: EntityNames,
) {
  function ask<T>(
    query: SearchTiesQuery,
    aggs: Record<string, estypes.AggregationsAggregationContainer>,
    signal?: AbortSignal,
  ) {
    const request = {
      ...{ index: names.articles, size: 0, track_total_hits: false, aggs },
      query: searchQuery(query.search),
    }
    return search<never, T>(connection, request, signal).then(({ aggregations }) => aggregations!)
  }

  async function count(query: SearchTiesQuery, signal?: AbortSignal) {
    const articles = {
      reverse_nested: {},
      aggs: { latest: { max: { field: ENGINE_FIELDS.date } } },
    }
    const { sentences } = await ask<Neighbours>(
      query,
      nested({
        own: { filter: naming([query.entity], countedBy(query)) },
        tying: {
          filter: tyingTo(query),
          aggs: {
            with: {
              terms: { field: tyingField(countedBy(query)), size: MAX_NEIGHBOURS },
              aggs: { articles, weight: WEIGHT },
            },
          },
        },
      }),
      signal,
    )
    const found = sentences.tying.with.buckets
      .filter(({ key }) => key !== query.entity)
      .map(({ key: id, doc_count, weight, articles: { doc_count: inArticles, latest } }) => {
        const counts = { sentences: doc_count, articles: inArticles, weight: weight.value }
        return { id, ...counts, latest: latest.value }
      })
      .filter(isWanted(query))
    return { found, own: sentences.own.doc_count, all: sentences.doc_count }
  }

  /** Articles of the same story as another that ties the same two. */
  async function surplus(query: SearchTiesQuery, signal?: AbortSignal): Promise<Surplus> {
    const counted = new Surplus()
    const named = {
      nested: { path: 'sentences', query: naming([query.entity], countedBy(query)) },
    }
    const aggs = nested({
      tying: {
        filter: tyingTo(query),
        aggs: {
          with: {
            terms: { field: tyingField(countedBy(query)), size: MAX_OF_STORY },
            aggs: ARTICLES,
          },
        },
      },
    })
    const asked = { bool: { filter: [searchQuery(query.search), named] } }
    const request = { index: names.articles, query: asked, aggs }
    for await (const { sentences } of sharedStories<OfStory>(connection, request, signal)) {
      for (const { key, articles } of sentences.tying.with.buckets) {
        counted.add(key, articles.doc_count)
      }
    }
    return counted
  }

  async function alone(query: SearchTiesQuery, ids: string[], signal?: AbortSignal) {
    if (ids.length === 0) return new Map<string, number>()
    const field = namesField(countedBy(query))
    const named = { terms: { field, include: ids, size: ids.length } }
    const { sentences } = await ask<Alone>(query, nested({ named }), signal)
    return new Map(sentences.named.buckets.map(({ key, doc_count }) => [key, doc_count]))
  }

  async function details(
    query: SearchTiesQuery,
    ids: string[],
    signal?: AbortSignal,
  ): Promise<TieDetails> {
    const found = new Map<string, TieDetail>()
    if (ids.length === 0) return () => NO_DETAIL
    const terms = { field: tyingField(countedBy(query)), include: ids, size: ids.length }
    const filter = tyingTo(query)
    const dated = { reverse_nested: {}, aggs: { first: edge('asc'), last: edge('desc') } }
    const aggs = {
      ...nested({ tying: { filter, aggs: { with: { terms, aggs: { articles: dated } } } } }),
      months: {
        date_histogram: {
          ...{ field: ENGINE_FIELDS.date, calendar_interval: 'month', format: 'yyyy-MM' },
          min_doc_count: 1,
        },
        aggs: nested({ tying: { filter, aggs: { with: { terms } } } }),
      } satisfies estypes.AggregationsAggregationContainer,
    }
    const { sentences, months } = await ask<Details>(query, aggs, signal)
    for (const { key, articles } of sentences.tying.with.buckets) {
      const [first, last] = [dayOf(articles.first), dayOf(articles.last)]
      found.set(key, { first, last, months: [] })
    }
    for (const { key_as_string: month, sentences: counted } of months.buckets) {
      for (const { key, doc_count } of counted.tying.with.buckets) {
        found.get(key)!.months.push({ month, sentences: doc_count })
      }
    }
    return (id) => found.get(id) ?? NO_DETAIL
  }

  return async (query: SearchTiesQuery, signal?: AbortSignal): Promise<TiePage> => {
    const [{ found, own, all }, copies, { rev }] = await Promise.all([
      count(query, signal),
      surplus(query, signal),
      state(),
    ])
    const ids = found.map(({ id }) => id)
    const [counts, nameOf] = await Promise.all([
      alone(query, ids, signal),
      entityNames.names(ids, signal),
    ])
    const neighbours = found.map(({ id, ...counted }): CountedNeighbour => {
      const stories = counted.articles - copies.of(id)
      return { ...nameOf(id), ...counted, stories, alone: counts.get(id) ?? counted.sentences }
    })
    const page = pageOfNeighbours(neighbours, { own, all, version: rev }, query)
    return page.withDetails(await details(query, page.ids, signal))
  }
}

const NO_DETAIL: TieDetail = { first: null, last: null, months: [] }

/** Sums the weights of a tie's sentences. */
export const WEIGHT = { sum: { field: 'sentences.weight' } }

const nested = (aggs: Record<string, estypes.AggregationsAggregationContainer>) => ({
  sentences: { nested: { path: 'sentences' }, aggs },
})

/** Matches sentences that tie the entity to others. */
const tyingTo = (query: SearchTiesQuery) => tying([query.entity], countedBy(query))

const countedBy = ({ lists, search: { filters } }: SearchTiesQuery) => ({
  lists,
  stated: filters.stated,
})
