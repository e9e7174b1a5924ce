import type { Query } from '#core/query/tree.ts'
import type { Counts } from '#core/search.ts'
import type { Connection } from '../connection.ts'
import type { Names } from '../index-names.ts'
import { search } from './paging.ts'
import { toEngineQuery } from './query.ts'
import type { ReadState } from './state-cache.ts'

interface Aggregations {
  counts: { buckets: { doc_count: number }[] }
}

/** Counts many queries in one request. */
export function createCount(connection: Connection, { articles: index }: Names, state: ReadState) {
  return async (queries: (Query | null)[], signal?: AbortSignal): Promise<Counts> => {
    const filters = queries.map(toEngineQuery)
    const aggs = { counts: { filters: { filters } } }
    const request = { index, size: 0, track_total_hits: false, aggs }
    const [{ aggregations }, { rev }] = await Promise.all([
      queries.length > 0 ? search<never, Aggregations>(connection, request, signal) : NOTHING,
      state(),
    ])
    const { buckets } = aggregations!.counts
    return {
      totals: buckets.map(({ doc_count }) => ({ value: doc_count, relation: 'eq' })),
      version: rev,
    }
  }
}

const NOTHING: { aggregations: Aggregations } = { aggregations: { counts: { buckets: [] } } }
