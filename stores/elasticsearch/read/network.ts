import type { estypes } from '@elastic/elasticsearch'
import { NETWORK_CANDIDATES } from '#core/graph/network.ts'
import type { Network, NetworkEntity, NetworkQuery } from '#core/search.ts'
import type { StoryTotal } from '#core/page.ts'
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
import { type EngineQuery, namesField, searchQuery, tying, tyingField } from './query.ts'
import type { ReadState } from './state-cache.ts'
import {
  STORY_TOTAL,
  type StoryTotalCounts,
  Surplus,
  WITHOUT_BUCKETS,
  sharedStories,
  storyTotal,
} from './stories.ts'
import { WEIGHT } from './ties.ts'

type Aggregations = Record<string, estypes.AggregationsAggregationContainer>

interface Bucket {
  key: string
  /** Number of sentences. */
  doc_count: number
  articles: { doc_count: number }
}

interface TieBucket extends Bucket {
  weight: { value: number }
}

interface Candidates extends Partial<StoryTotalCounts> {
  sentences: { doc_count: number; top: { buckets: { key: string; doc_count: number }[] } }
}

interface Matrix {
  sentences: {
    top: { buckets: Bucket[] }
    tying: { from: { buckets: { key: string; with: { buckets: TieBucket[] } }[] } }
  }
}

/** Goes from sentences back to their articles, each counted once. */
export const ARTICLES = { articles: { reverse_nested: {} } }

/** Matrix rows per request: Elasticsearch allows at most 65,536 buckets in one. */
const ROWS = 100

/**
 * Counts the names of a search first, then how often each and each pair is named. With several
 * shards, the first counts may be too low if a result has more names than candidates; the second
 * are exact.
 */
export function createNetwork(
  connection: Connection,
  names: Names,
  state: ReadState,
  entityNames: EntityNames,
) {
  const requestFor = (query: EngineQuery, aggs: Aggregations) => ({
    ...{ index: names.articles, size: 0, query },
    aggs: { sentences: { nested: { path: 'sentences' }, aggs } },
  })
  const request = ({ search: asked }: NetworkQuery, aggs: Aggregations) =>
    requestFor(searchQuery(asked), aggs)

  /** Counts the sentences of the whole archive that state each of the entities. */
  async function statedEverywhere(ids: string[], signal?: AbortSignal) {
    const terms = { field: namesField({ stated: true }), include: ids, size: ids.length }
    const asked = requestFor({ match_all: {} }, { top: { terms } })
    const { aggregations } = await search<never, Candidates>(connection, asked, signal)
    return new Map(
      aggregations!.sentences.top.buckets.map(({ key, doc_count }) => [key, doc_count]),
    )
  }

  async function chosen(query: NetworkQuery, signal?: AbortSignal): Promise<Chosen> {
    const { among } = query
    const terms = {
      field: namesField(query.search.filters),
      size: candidateCount(query),
      shard_size: NETWORK_CANDIDATES,
      ...(among && { include: among.length > 0 ? among : [NO_ENTITY] }),
    }
    const { aggs, ...asked } = request(query, { top: { terms } })
    const counted = query.count === 'stories' && { ...STORY_TOTAL }
    const wanted = {
      ...{ ...asked, track_total_hits: true, filter_path: WITHOUT_BUCKETS },
      aggs: { ...aggs, ...counted },
    }
    const [{ hits, aggregations }, { sentences: all }] = await Promise.all([
      search<never, Candidates>(connection, wanted, signal),
      state(),
    ])
    const { doc_count: here, top } = aggregations!.sentences
    const ids = top.buckets.map(({ key }) => key)
    const isStated = query.search.filters.stated && ids.length > 0
    const [entityOf, stated] = await Promise.all([
      entityNames.known(ids, signal),
      isStated ? statedEverywhere(ids, signal) : null,
    ])
    const candidates = top.buckets.map(({ key: id, doc_count: sentences }) => {
      return { id, sentences, everywhere: stated ? stated.get(id)! : entityOf(id).sentences }
    })
    const found = rankNames(candidates, query.rank, query.size, { here, all })
    const entities = found.map(({ id, lift }) => {
      const { kind, name } = entityOf(id)
      return { id, kind, name, lift }
    })
    const total = totalOf(hits)
    const { stories } = aggregations!
    return {
      entities,
      total: { ...total, ...(stories && { stories: storyTotal(total.value, { stories }) }) },
    }
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
    // A tie is in the row of whichever end comes first.
    const counted = countedBy(query)
    const columns = terms(tyingField(counted), ids.slice(from))
    const aggs = {
      top: { ...terms(namesField(counted), rows), aggs: ARTICLES },
      tying: {
        filter: tying([], counted),
        aggs: {
          from: {
            ...terms(tyingField(counted), rows),
            aggs: { with: { ...columns, aggs: { ...ARTICLES, weight: WEIGHT } } },
          },
        },
      },
    }
    const wanted = { ...request(query, aggs), track_total_hits: false }
    const { aggregations } = await search<never, Matrix>(connection, wanted, signal)
    const { top, tying: tied } = aggregations!.sentences
    return {
      names: new Map(top.buckets.map(({ key, ...counts }) => [key, countsOf(counts)])),
      ties: tied.from.buckets.flatMap(({ key, with: { buckets } }) => toTies(key, buckets)),
    }
  }

  /** Articles of the same story as another with the same name or tie. */
  async function surplus(
    query: NetworkQuery,
    ids: string[],
    signal?: AbortSignal,
  ): Promise<Surplus> {
    const found = new Surplus()
    if (ids.length === 0) return found
    const counted = countedBy(query)
    const among = (field: string) => ({ terms: { field, include: ids, size: ids.length } })
    const tied = among(tyingField(counted))
    const aggs = {
      top: { ...among(namesField(counted)), aggs: ARTICLES },
      tying: {
        filter: tying([], counted),
        aggs: { from: { ...tied, aggs: { with: { ...tied, aggs: ARTICLES } } } },
      },
    }
    const asked = request(query, aggs)
    for await (const { sentences } of sharedStories<Matrix>(connection, asked, signal)) {
      for (const { key, articles } of sentences.top.buckets) found.add(key, articles.doc_count)
      for (const { key, with: others } of sentences.tying.from.buckets) {
        // A tie is in the rows of both its ends.
        for (const { key: other, articles } of others.buckets) {
          if (key < other) found.add(pairOf({ a: key, b: other }), articles.doc_count)
        }
      }
    }
    return found
  }

  return async (query: NetworkQuery, signal?: AbortSignal): Promise<Network> => {
    const [{ entities, total }, { rev }] = await Promise.all([chosen(query, signal), state()])
    const ids = entities.map(({ id }) => id)
    const starts = Array.from({ length: Math.ceil(ids.length / ROWS) }, (_, i) => i * ROWS)
    const [copies, ...parts] = await Promise.all([
      surplus(query, ids, signal),
      ...starts.map((from) => matrixRows(query, ids, from, signal)),
    ])
    const counts = new Map(parts.flatMap((part) => [...part.names]))
    const withStories = <T extends { articles: number }>(key: string, counted: T) => ({
      ...counted,
      stories: counted.articles - copies.of(key),
    })
    return {
      entities: entities.map(({ lift, ...entity }) => ({
        ...entity,
        ...withStories(entity.id, counts.get(entity.id)!),
        lift,
      })),
      ties: distinct(parts.flatMap(({ ties }) => ties))
        .map((tie) => withStories(pairOf(tie), tie))
        .sort(compareNetworkTies)
        .map(withoutWeight),
      total,
      version: rev,
    }
  }
}

const countedBy = ({ lists, search: { filters } }: NetworkQuery) => ({
  lists,
  stated: filters.stated,
})

/** Matches no id. */
const NO_ENTITY = ' '

interface Chosen {
  entities: Omit<NetworkEntity, 'sentences' | 'articles' | 'stories'>[]
  total: StoryTotal
}

interface Counts {
  names: Map<string, { sentences: number; articles: number }>
  ties: Omit<WeighedTie, 'stories'>[]
}

/** The most frequent names arrive sorted, so fetch only as many as are shown. */
function candidateCount({ among, rank, size }: NetworkQuery): number {
  if (among) return Math.max(1, among.length)
  return rank === 'telling' ? NETWORK_CANDIDATES : Math.max(1, size)
}

function toTies(key: string, buckets: TieBucket[]): Counts['ties'] {
  return buckets
    .filter((bucket) => bucket.key !== key)
    .map(({ key: other, weight, ...counts }) => {
      const [a, b] = key < other ? [key, other] : [other, key]
      return { a, b, ...countsOf(counts), weight: weight.value }
    })
}

const pairOf = ({ a, b }: { a: string; b: string }) => `${a} ${b}`

/** A tie with both ends in the same rows appears twice. */
function distinct(ties: Counts['ties']): Counts['ties'] {
  return [...new Map(ties.map((tie) => [pairOf(tie), tie])).values()]
}

function countsOf({ doc_count, articles }: Omit<Bucket, 'key'>) {
  return { sentences: doc_count, articles: articles.doc_count }
}
