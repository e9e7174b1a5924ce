import type { Article } from '#core/article.ts'
import type { EntityRef, Versioned } from '#core/graph.ts'
import { type ParsedReading, unfoldReading } from '#core/reading.ts'
import { bySalience } from '#core/graph/salience.ts'
import type { ArticleView } from '#core/search.ts'
import type { Connection } from '../connection.ts'
import type { Names } from '../index-names.ts'
import type { EntityNames } from './entity-names.ts'
import { search } from './paging.ts'
import type { ReadState } from './state-cache.ts'

/** Fields outside `reading`. */
const TOP_FIELDS = [
  'title',
  'body',
  'publishedAt',
  'source',
  'authors',
  'language',
  'place',
  'url',
] as const

type TopFields = Pick<Article, 'id' | (typeof TOP_FIELDS)[number]>

export interface ArticleSource extends TopFields {
  story: string
  reading: Omit<Article, keyof TopFields> &
    ParsedReading & { revisions: number; entities: [id: string, count: number][] }
}

export const ARTICLE_FIELDS = ['id', ...TOP_FIELDS, 'story', 'reading']

export function createArticleReader(
  connection: Connection,
  names: Names,
  state: ReadState,
  entityNames: EntityNames,
) {
  return async (id: string, signal?: AbortSignal): Promise<Versioned<ArticleView> | null> => {
    const [{ hits }, { rev }] = await Promise.all([
      // A GET by id would also return tombstones and changes not yet visible to searches.
      search<ArticleSource>(
        connection,
        {
          ...{ index: names.articles, size: 1, track_total_hits: false },
          query: { term: { id } },
          _source: ARTICLE_FIELDS,
        },
        signal,
      ),
      state(),
    ])
    const found = hits.hits[0]?._source
    if (!found) return null
    const nameOf = await entityNames.names(
      found.reading.entities.map(([entity]) => entity),
      signal,
    )
    return { ...toView(found, nameOf), version: rev }
  }
}

export function toView(
  { reading, ...article }: ArticleSource,
  nameOf: (id: string) => EntityRef,
): ArticleView {
  const { sentences, mentions, roles, quotations = [], entities, revisions, ...rest } = reading
  const counted = entities.map(([id, count]) => ({ ...nameOf(id), count }))
  const unfolded = unfoldReading(
    { sentences, mentions, roles, quotations },
    { ...article, ...rest },
  )
  return {
    ...article,
    ...rest,
    revisions,
    ...unfolded,
    entities: bySalience(counted, unfolded.mentions),
  }
}
