import type { Status } from '#core/search.ts'
import type { Connection } from '../connection.ts'
import type { Names } from '../index-names.ts'
import { ENGINE_FIELDS } from '../mapping.ts'
import { type Edge, dayOf, edge } from './date-edges.ts'
import { search } from './paging.ts'
import type { ReadState } from './state-cache.ts'

/** More sources than any archive has. */
const MAX_SOURCES = 10_000

interface Aggregations {
  sources: { buckets: { key: string; doc_count: number }[] }
  undated: { doc_count: number }
  first: Edge
  last: Edge
}

export function createStatusReader(connection: Connection, names: Names, state: ReadState) {
  return async (signal?: AbortSignal): Promise<Status> => {
    const request = {
      index: names.articles,
      size: 0,
      query: { match_all: {} },
      track_total_hits: false,
      aggs: {
        sources: { terms: { field: 'source', size: MAX_SOURCES } },
        undated: { missing: { field: ENGINE_FIELDS.date } },
        first: edge('asc'),
        last: edge('desc'),
      },
    }
    const [response, counts] = await Promise.all([
      search<never, Aggregations>(connection, request, signal),
      state(),
    ])
    const aggregations = response.aggregations!
    const { rev, articles, stories, sentences, entities, ties, rejected, sample } = counts
    return {
      ...{ articles, stories, sentences, entities, ties, rejected, sample, version: rev },
      sources: aggregations.sources.buckets.map(({ key, doc_count }) => ({
        name: key,
        articles: doc_count,
      })),
      first: dayOf(aggregations.first),
      last: dayOf(aggregations.last),
      undated: aggregations.undated.doc_count,
    }
  }
}
