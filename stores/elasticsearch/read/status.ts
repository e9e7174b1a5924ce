import type { estypes } from '@elastic/elasticsearch'
import type { Status } from '#core/search.ts'
import type { Connection } from '../connection.ts'
import type { Names } from '../index-names.ts'
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

interface Edge {
  hits: { hits: { _source: { publishedAt: string | null } }[] }
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
        undated: { missing: { field: 'publishedAt' } },
        first: edge('asc'),
        last: edge('desc'),
      },
    }
    const [response, counts] = await Promise.all([
      search<never, Aggregations>(connection, request, signal),
      state(),
    ])
    const aggregations = response.aggregations!
    const { rev, articles, sentences, entities, ties, rejected, sample } = counts
    return {
      ...{ articles, sentences, entities, ties, rejected, sample, version: rev },
      sources: aggregations.sources.buckets.map(({ key, doc_count }) => ({
        name: key,
        articles: doc_count,
      })),
      first: writtenAt(aggregations.first),
      last: writtenAt(aggregations.last),
      undated: aggregations.undated.doc_count,
    }
  }
}

/** The earliest or latest date, as written: written dates sort by time, a day before any moment of it. */
function edge(order: 'asc' | 'desc'): estypes.AggregationsAggregationContainer {
  const sort = [{ 'publishedAt.written': { order, missing: '_last' } }]
  return { top_hits: { size: 1, _source: ['publishedAt'], sort } }
}

function writtenAt({ hits }: Edge): string | null {
  return hits.hits[0]?._source.publishedAt ?? null
}
