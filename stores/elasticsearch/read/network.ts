import type { Network, NetworkQuery } from '#core/search.ts'
import type { Connection } from '../connection.ts'
import type { EntityNames } from './entity-names.ts'
import type { Names } from '../index-names.ts'
import { search } from './paging.ts'
import { MAKES_TIES, everyFilter, searchQuery } from './query.ts'
import type { ReadState } from './state-cache.ts'

interface Bucket {
  key: string
  doc_count: number
  articles: { doc_count: number }
}

interface Top {
  sentences: { top: { buckets: Bucket[] } }
}

interface Matrix {
  sentences: { tying: { top: { buckets: (Bucket & { with: { buckets: Bucket[] } })[] } } }
}

/** From the sentences back to their articles, each counted once. */
const ARTICLES = { articles: { reverse_nested: {} } }

/** Who is named with whom in a search: the strongest names first, then how often any two of them share a sentence. */
export function createNetwork(
  connection: Connection,
  names: Names,
  state: ReadState,
  entityNames: EntityNames,
) {
  const body = ({ search: { query, filters } }: NetworkQuery, aggs: object) => ({
    size: 0,
    query: searchQuery(query, everyFilter(filters)),
    aggs: { sentences: { nested: { path: 'sentences' }, aggs } },
  })

  async function matrix(
    query: NetworkQuery,
    ids: string[],
    signal: AbortSignal | undefined,
  ): Promise<Network['ties']> {
    if (ids.length < 2) return []
    const terms = { field: 'sentences.entities', include: ids, size: ids.length }
    const top = { terms, aggs: { with: { terms, aggs: ARTICLES } } }
    const { aggregations } = await search<never, Matrix>(
      connection,
      names.articles,
      {
        ...body(query, { tying: { filter: MAKES_TIES, aggs: { top } } }),
        track_total_hits: false,
      },
      signal,
    )
    return aggregations.sentences.tying.top.buckets
      .flatMap(({ key: a, with: others }) =>
        others.buckets
          .filter(({ key: b }) => a < b)
          .map(({ key: b, doc_count, articles }) => ({
            ...{ a, b, sentences: doc_count, articles: articles.doc_count },
          })),
      )
      .sort((x, y) => y.sentences - x.sentences || order(x.a, y.a) || order(x.b, y.b))
  }

  return async (query: NetworkQuery, signal?: AbortSignal): Promise<Network> => {
    const { size } = query
    const terms = { field: 'sentences.entities', size: Math.max(1, size) }
    const [{ hits, aggregations }, { rev }] = await Promise.all([
      search<never, Top>(
        connection,
        names.articles,
        {
          ...body(query, { top: { terms, aggs: ARTICLES } }),
          track_total_hits: true,
        },
        signal,
      ),
      state(),
    ])
    const top = aggregations.sentences.top.buckets.slice(0, size)
    const ids = top.map(({ key }) => key)
    const [ties, nameOf] = await Promise.all([matrix(query, ids, signal), entityNames(ids)])
    return {
      entities: top.map(({ key, doc_count, articles }) => ({
        ...nameOf(key),
        sentences: doc_count,
        articles: articles.doc_count,
      })),
      ties,
      total: hits.total!,
      version: rev,
    }
  }
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
