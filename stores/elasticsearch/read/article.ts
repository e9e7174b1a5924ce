import type { Article } from '#core/article.ts'
import type { Versioned } from '#core/graph.ts'
import { type ParsedReading, unfoldReading } from '#core/reading.ts'
import { bySalience } from '#core/salience.ts'
import type { ArticleView } from '#core/search.ts'
import type { Connection } from '../connection.ts'
import type { EntityNames } from './entity-names.ts'
import type { Names } from '../index-names.ts'
import { search } from './paging.ts'
import type { ReadState } from './state-cache.ts'

const OUTSIDE = [
  'title',
  'body',
  'publishedAt',
  'source',
  'authors',
  'language',
  'place',
  'url',
] as const

type Outside = Pick<Article, 'id' | (typeof OUTSIDE)[number]>

interface ArticleSource extends Outside {
  reading: Omit<Article, keyof Outside> &
    ParsedReading & { revisions: number; entities: [id: string, count: number][] }
}

export function createArticleReader(
  connection: Connection,
  names: Names,
  state: ReadState,
  entityNames: EntityNames,
) {
  return async (id: string, signal?: AbortSignal): Promise<Versioned<ArticleView> | null> => {
    const [{ hits }, { rev }] = await Promise.all([
      // Not by GET, which would show what is taken out, or not settled yet.
      search<ArticleSource, never>(
        connection,
        names.articles,
        {
          size: 1,
          query: { term: { id } },
          _source: ['id', ...OUTSIDE, 'reading'],
          track_total_hits: false,
        },
        signal,
      ),
      state(),
    ])
    const found = hits.hits[0]?._source
    if (!found) return null
    const { reading, ...article } = found
    const { sentences, mentions, roles, entities, revisions, ...rest } = reading
    const nameOf = await entityNames(entities.map(([id]) => id))
    const counted = entities.map(([id, count]) => ({ ...nameOf(id), count }))
    const unfolded = unfoldReading({ sentences, mentions, roles }, { ...article, ...rest })
    return {
      ...article,
      ...rest,
      revisions,
      ...unfolded,
      entities: bySalience(counted, unfolded.mentions),
      version: rev,
    }
  }
}
