import type { estypes } from '@elastic/elasticsearch'
import { NETWORK_CANDIDATES } from '#core/graph/network.ts'
import type { Network, NetworkEntity, NetworkQuery } from '#core/search.ts'
import type { Total } from '#core/page.ts'
import {
  type WeighedTie,
  compareNetworkTies,
  rankNames,
  withoutWeight,
} from '../../shared/network-ranking.ts'
import type { Connection } from '../connection.ts'
import type { Names } from '../index-names.ts'
import type { EntityNames } from './entity-names.ts'
import { search, totalOf } from './paging.ts'
import { searchQuery, tyingField } from './query.ts'
import type { ReadState } from './state-cache.ts'
import { WEIGHT } from './ties.ts'

type Aggregations = Record<string, estypes.AggregationsAggregationContainer>

interface Bucket {
  key: string
  /** Sentences. */
  doc_count: number
  articles: { doc_count: number }
}

interface TieBucket extends Bucket {
  weight: { value: number }
}

interface Candidates {
  sentences: { doc_count: number; top: { buckets: { key: string; doc_count: number }[] } }
}

interface Matrix {
  sentences: {
    top: { buckets: Bucket[] }
    tying: { buckets: { key: string; with: { buckets: TieBucket[] } }[] }
  }
}

/** From sentences back to their articles, each counted once. */
export const ARTICLES = { articles: { reverse_nested: {} } }

/** Rows of the matrix in one request: Elasticsearch makes at most 65,536 buckets for one. */
const ROWS = 100

/**
 * The names of a search first, then how often each and any two of them are named. Above one shard the counts of the
 * first step may be too low where a result has more names than candidates, those of the second never are.
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

  async function chosen(query: NetworkQuery, signal?: AbortSignal): Promise<Chosen> {
    const { among } = query
    const terms = {
      field: 'sentences.entities',
      size: candidateCount(query),
      shard_size: NETWORK_CANDIDATES,
      ...(among && { include: among.length > 0 ? among : [NO_ENTITY] }),
    }
    const wanted = { ...request(query, { top: { terms } }), track_total_hits: true }
    const [{ hits, aggregations }, { sentences: all }] = await Promise.all([
      search<never, Candidates>(connection, wanted, signal),
      state(),
    ])
    const { doc_count: here, top } = aggregations!.sentences
    const ids = top.buckets.map(({ key }) => key)
    const entityOf = await entityNames.known(ids, signal)
    const candidates = top.buckets.map(({ key: id, doc_count: sentences }) => {
      return { id, sentences, everywhere: entityOf(id).sentences }
    })
    const found = rankNames(candidates, query.rank, query.size, { here, all })
    const entities = found.map(({ id, lift }) => {
      const { kind, name } = entityOf(id)
      return { id, kind, name, lift }
    })
    return { entities, total: totalOf(hits) }
  }

  async function matrixRows(
    query: NetworkQuery,
    ids: string[],
    from: number,
    signal?: AbortSignal,
  ): Promise<Counts> {
    const terms = (field: string, include: string[]) => ({
      terms: { field, include, size: include.length },
    })
    const rows = ids.slice(from, from + ROWS)
    // A tie stands in the row of whichever end comes first.
    const columns = terms(tyingField(), ids.slice(from))
    const aggs = {
      top: { ...terms('sentences.entities', rows), aggs: ARTICLES },
      tying: {
        ...terms(tyingField(), rows),
        aggs: { with: { ...columns, aggs: { ...ARTICLES, weight: WEIGHT } } },
      },
    }
    const wanted = { ...request(query, aggs), track_total_hits: false }
    const { aggregations } = await search<never, Matrix>(connection, wanted, signal)
    const { top, tying } = aggregations!.sentences
    return {
      names: new Map(top.buckets.map(({ key, ...counts }) => [key, countsOf(counts)])),
      ties: tying.buckets.flatMap(({ key, with: { buckets } }) => toTies(key, buckets)),
    }
  }

  return async (query: NetworkQuery, signal?: AbortSignal): Promise<Network> => {
    const [{ entities, total }, { rev }] = await Promise.all([chosen(query, signal), state()])
    const ids = entities.map(({ id }) => id)
    const starts = Array.from({ length: Math.ceil(ids.length / ROWS) }, (_, i) => i * ROWS)
    const parts = await Promise.all(starts.map((from) => matrixRows(query, ids, from, signal)))
    const counts = new Map(parts.flatMap((part) => [...part.names]))
    return {
      entities: entities.map(({ lift, ...entity }) => ({
        ...entity,
        ...counts.get(entity.id)!,
        lift,
      })),
      ties: distinct(parts.flatMap(({ ties }) => ties))
        .sort(compareNetworkTies)
        .map(withoutWeight),
      total,
      version: rev,
    }
  }
}

/** Matches no id. */
const NO_ENTITY = ' '

interface Chosen {
  entities: Omit<NetworkEntity, 'sentences' | 'articles'>[]
  total: Total
}

interface Counts {
  names: Map<string, { sentences: number; articles: number }>
  ties: WeighedTie[]
}

/** The most frequent names come in order, so that of those no more are needed than are shown. */
function candidateCount({ among, rank, size }: NetworkQuery): number {
  if (among) return Math.max(1, among.length)
  return rank === 'telling' ? NETWORK_CANDIDATES : Math.max(1, size)
}

function toTies(key: string, buckets: TieBucket[]): WeighedTie[] {
  return buckets
    .filter((bucket) => bucket.key !== key)
    .map(({ key: other, weight, ...counts }) => {
      const [a, b] = key < other ? [key, other] : [other, key]
      return { a, b, ...countsOf(counts), weight: weight.value }
    })
}

/** Two ends in the same rows count their tie twice. */
function distinct(ties: WeighedTie[]): WeighedTie[] {
  return [...new Map(ties.map((tie) => [`${tie.a} ${tie.b}`, tie])).values()]
}

function countsOf({ doc_count, articles }: Omit<Bucket, 'key'>) {
  return { sentences: doc_count, articles: articles.doc_count }
}
