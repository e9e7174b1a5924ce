import type { estypes } from '@elastic/elasticsearch'
import type { Network, NetworkQuery } from '#core/search.ts'
import type { Connection } from '../connection.ts'
import type { Names } from '../index-names.ts'
import type { EntityNames } from './entity-names.ts'
import { search, totalOf } from './paging.ts'
import { MAKES_TIES, searchQuery } from './query.ts'
import type { ReadState } from './state-cache.ts'

type Aggregations = Record<string, estypes.AggregationsAggregationContainer>

interface Bucket {
  key: string
  /** Sentences. */
  doc_count: number
  articles: { doc_count: number }
}

interface Strongest {
  sentences: { top: { buckets: { key: string }[] } }
}

interface Matrix {
  sentences: {
    top: { buckets: Bucket[] }
    tying: { top: { buckets: { key: string; with: { buckets: Bucket[] } }[] } }
  }
}

/** From sentences back to their articles, each counted once. */
const ARTICLES = { articles: { reverse_nested: {} } }

/**
 * The strongest entities of a search first, then how often each and any two of them are named. Above one shard the counts of the first step may be
 * too low, those of the second, which names its entities, never are.
 */
export function createNetwork(
  connection: Connection,
  names: Names,
  state: ReadState,
  entityNames: EntityNames,
) {
  const request = ({ search: asked }: NetworkQuery, aggs: Aggregations) => ({
    ...{ index: names.articles, size: 0 },
    query: searchQuery(asked),
    aggs: { sentences: { nested: { path: 'sentences' }, aggs } },
  })

  async function strongest(query: NetworkQuery, signal?: AbortSignal) {
    const terms = { field: 'sentences.entities', size: Math.max(1, query.size) }
    const wanted = { ...request(query, { top: { terms } }), track_total_hits: true }
    const { hits, aggregations } = await search<never, Strongest>(connection, wanted, signal)
    const { buckets } = aggregations!.sentences.top
    return { ids: buckets.slice(0, query.size).map(({ key }) => key), total: totalOf(hits) }
  }

  async function matrix(query: NetworkQuery, ids: string[], signal?: AbortSignal) {
    if (ids.length === 0) return { entities: [], rows: [] }
    const terms = { field: 'sentences.entities', include: ids, size: ids.length }
    const top = { terms, aggs: ARTICLES }
    const tying = { filter: MAKES_TIES, aggs: { top: { terms, aggs: { with: top } } } }
    const wanted = { ...request(query, { top, tying }), track_total_hits: false }
    const { aggregations } = await search<never, Matrix>(connection, wanted, signal)
    const { sentences } = aggregations!
    return { entities: sentences.top.buckets, rows: sentences.tying.top.buckets }
  }

  return async (query: NetworkQuery, signal?: AbortSignal): Promise<Network> => {
    const [{ ids, total }, { rev }] = await Promise.all([strongest(query, signal), state()])
    const [{ entities, rows }, nameOf] = await Promise.all([
      matrix(query, ids, signal),
      entityNames(ids, signal),
    ])
    return {
      entities: entities
        .map(({ key, ...counts }) => ({ ...nameOf(key), ...countsOf(counts) }))
        .sort((x, y) => y.sentences - x.sentences || compare(x.id, y.id)),
      ties: rows
        .flatMap(({ key: a, with: { buckets } }) =>
          buckets
            .filter(({ key: b }) => a < b)
            .map(({ key: b, ...counts }) => ({ a, b, ...countsOf(counts) })),
        )
        .sort((x, y) => y.sentences - x.sentences || compare(x.a, y.a) || compare(x.b, y.b)),
      total,
      version: rev,
    }
  }
}

function countsOf({ doc_count, articles }: Omit<Bucket, 'key'>) {
  return { sentences: doc_count, articles: articles.doc_count }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
