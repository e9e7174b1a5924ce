import { listName } from '../../shared/list-name.ts'
import type { estypes } from '@elastic/elasticsearch'
import { type FragmentsOf, fragmentsFor } from '#core/text/highlight.ts'
import type { EntityRef } from '#core/graph.ts'
import { changedSince } from '#core/list-place.ts'
import type { Warning } from '#core/page.ts'
import { isRanked, positiveTerms } from '#core/query/terms.ts'
import type { ArticlesQuery, Copies, Hit, HitPage, Search } from '#core/search.ts'
import { compareText } from '#core/text/compare-text.ts'
import type { Connection } from '../connection.ts'
import type { StoredArticleReading } from '../document.ts'
import { EngineFailure } from '../failure.ts'
import type { Names } from '../index-names.ts'
import type { EntityNames } from './entity-names.ts'
import { type Foldable, copiesOf, foldedPage } from './folded-list.ts'
import { type FoundPage, type PagedSearch, SORTS, searchPage } from './paging.ts'
import { searchQuery } from './query.ts'
import type { ReadState } from './state-cache.ts'
import { STORY_TOTAL, type StoryTotalCounts, WITHOUT_BUCKETS, storyTotal } from './stories.ts'

const MAX_ENTITIES_OF_HIT = 6

const SHOWN = [
  'id',
  'title',
  'publishedAt',
  'source',
  'authors',
  'place',
  'url',
  'language',
  'story',
  'copied',
]
const FOR_FRAGMENTS = ['body', 'reading.sentences']

interface HitSource extends Omit<Hit, 'score' | 'fragments' | 'entities' | 'copies'>, Foldable {
  body?: string
  reading?: Reading
}

interface Reading {
  sentences?: number[]
  entities?: StoredArticleReading['entities']
}

const TOO_LONG: Warning = {
  code: 'no-fragments',
  message: 'The texts on this page are so long that passages of them are not shown.',
}

export function createArticleLists(
  connection: Connection,
  names: Names,
  state: ReadState,
  entityNames: EntityNames,
) {
  function requestOf({ search, sort, size, fold, count }: ArticlesQuery): PagedSearch {
    const order = sort === 'relevance' && !isRanked(search.query) ? 'newest' : sort
    return {
      ...{ index: names.articles, size, sort: SORTS[order] },
      query: searchQuery(search),
      // Uses word frequencies of all shards; otherwise each shard would score by its own.
      search_type: 'dfs_query_then_fetch',
      ...((fold || count === 'stories') && { aggs: STORY_TOTAL, filter_path: WITHOUT_BUCKETS }),
    }
  }

  function find(
    query: ArticlesQuery,
    fields: string[],
    signal?: AbortSignal,
  ): Promise<FoundPage<HitSource, StoryTotalCounts>> {
    const { search, sort, fold, cursor } = query
    const request = { ...requestOf(query), _source: [...SHOWN, ...fields, 'reading.entities'] }
    const list = listName('articles', search.query, search.filters, sort, fold)
    return (fold ? foldedPage : searchPage)<HitSource, StoryTotalCounts>(
      ...[connection, list, request, cursor, signal],
    )
  }

  /** Retries without texts if the response is too large to hold in memory. */
  async function findBounded(query: ArticlesQuery, signal?: AbortSignal) {
    try {
      return { page: await find(query, FOR_FRAGMENTS, signal), warnings: [] }
    } catch (error) {
      if (!(error instanceof EngineFailure) || error.kind !== 'tooLarge') throw error
      return { page: await find(query, [], signal), warnings: [TOO_LONG] }
    }
  }

  return async (query: ArticlesQuery, signal?: AbortSignal): Promise<HitPage> => {
    const [{ page, warnings }, { rev }] = await Promise.all([findBounded(query, signal), state()])
    const fragmentsOf = fragmentsFor(positiveTerms(query.search.query))
    const [nameOf, copies] = await Promise.all([
      entityNames.names(shownEntities(page.hits, query.search), signal),
      query.fold ? copiesOf(connection, requestOf(query), page.hits, signal) : null,
    ])
    const { total, aggregations } = page
    return {
      items: page.hits.map((hit) =>
        toHit(hit, { search: query.search, fragmentsOf, nameOf, copies }),
      ),
      total: {
        ...total,
        ...(aggregations && { stories: storyTotal(total.value, aggregations) }),
      },
      next: page.hasMore ? page.cursorAfter(page.hits.length - 1, rev) : null,
      warnings: [...page.warnings, ...warnings],
      version: rev,
      ...changedSince(page.began, rev),
    }
  }
}

interface HitParts {
  search: Search
  fragmentsOf: FragmentsOf
  nameOf: (id: string) => EntityRef
  /** Null if the list is not folded. */
  copies: ((hit: estypes.SearchHit<HitSource>) => Copies) | null
}

function toHit(
  found: estypes.SearchHit<HitSource>,
  { search, fragmentsOf, nameOf, copies }: HitParts,
): Hit {
  const { _source, _score } = found
  const { id, title, publishedAt, source, authors, place, url, language, story } = _source!
  const { body = '', reading = {} } = _source!
  return {
    ...{ id, title, publishedAt, source, authors, place, url, language, story },
    score: _score ?? null,
    fragments: fragmentsOf({ title, body }, reading.sentences ?? []),
    entities: shown(reading, search).map(([entity, count]) => {
      const { kind, name } = nameOf(entity)
      return { id: entity, kind, name, count }
    }),
    ...(copies && { copies: copies(found) }),
  }
}

/** Entities with the number of sentences that count for the search. */
function shown({ entities = [] }: Reading, { filters }: Search): [id: string, count: number][] {
  const counted = entities.map(([id, sentences, stated]): [string, number] => {
    return [id, filters.stated ? stated : sentences]
  })
  const found = filters.stated ? counted.filter(([, count]) => count > 0).sort(byCount) : counted
  return found.slice(0, MAX_ENTITIES_OF_HIT)
}

const byCount = ([v, x]: [string, number], [w, y]: [string, number]) => y - x || compareText(v, w)

function shownEntities(hits: estypes.SearchHit<HitSource>[], search: Search): string[] {
  return hits.flatMap(({ _source }) => shown(_source!.reading ?? {}, search).map(([id]) => id))
}
