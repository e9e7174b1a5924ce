import type { estypes } from '@elastic/elasticsearch'
import type { Copies } from '#core/search.ts'
import { toCopies } from '../../shared/copies.ts'
import type { Connection } from '../connection.ts'
import { type Cursor, readCursor } from './cursor.ts'
import {
  EXPIRED,
  type FoundPage,
  KEEP_ALIVE,
  type PagedSearch,
  afterHit,
  closePit,
  search,
  searchAfter,
  searchPage,
  totalOf,
} from './paging.ts'
import type { EngineQuery } from './query.ts'

/** Fields of a hit that folding needs. */
export interface Foldable {
  story: string
  source: string
  copied: boolean
}

type FoldedHit<T> = estypes.SearchHit<T>

const BY_STORY = { field: 'story' }

/**
 * Reads a page with one hit per story, the first by the sort. Elasticsearch folds a list only from
 * its beginning: later pages are read unfolded, dropping hits of stories that were shown before.
 */
export async function foldedPage<T extends Foldable, A>(
  connection: Connection,
  list: string,
  request: PagedSearch,
  asked: string | undefined,
  signal?: AbortSignal,
): Promise<FoundPage<T, A>> {
  const cursor = readCursor(asked, list)
  if (!cursor) {
    return searchPage(connection, list, { ...request, collapse: BY_STORY }, undefined, signal)
  }
  const { hits, first, pit } = await laterHits<T, A>(connection, request, cursor, signal)
  const hasMore = hits.length > request.size
  if (!hasMore) closePit(connection, pit)
  return {
    hits: hits.slice(0, request.size),
    total: totalOf(first.response.hits),
    aggregations: first.response.aggregations,
    cursorAfter: (position) => afterHit(hits[position]!, request, { ...cursor, pit }),
    began: cursor.began,
    hasMore,
    warnings: first.expired ? [EXPIRED] : [],
  }
}

/** One more hit than shown, if there is one. */
async function laterHits<T extends Foldable, A>(
  connection: Connection,
  request: PagedSearch,
  cursor: Cursor,
  signal?: AbortSignal,
) {
  const size = request.size + 1
  const wanted = { ...request, size, track_total_hits: true }
  const first = await searchAfter<T, A>(connection, wanted, cursor, signal)
  const pit = first.response.pit_id!
  const kept: FoldedHit<T>[] = []
  const seen = new Set<string>()
  for (let { hits } = first.response.hits; ;) {
    const fresh = hits.filter(({ _source }) => isNew(seen, _source!.story))
    kept.push(...(await firstOfStories(connection, request, fresh, pit, signal)))
    if (hits.length < size || kept.length >= size) break
    const after = hits.at(-1)!.sort!.slice(0, request.sort.length)
    const rest = { ...wanted, aggs: {}, query: without(request.query, seen) }
    const found = await searchAfter<T, A>(connection, rest, { ...cursor, after, pit }, signal)
    hits = found.response.hits.hits
  }
  return { hits: kept, first, pit }
}

function isNew(seen: Set<string>, story: string): boolean {
  const { size } = seen
  return seen.add(story).size > size
}

const without = (query: EngineQuery, stories: Set<string>): EngineQuery => ({
  bool: { must: [query], must_not: [{ terms: { story: [...stories] } }] },
})

/** The hits that come before all others of their stories. */
async function firstOfStories<T extends Foldable>(
  connection: Connection,
  { query, sort, search_type }: PagedSearch,
  hits: FoldedHit<T>[],
  pit: string,
  signal?: AbortSignal,
): Promise<FoldedHit<T>[]> {
  const stories = hits.flatMap(({ _source }) => (_source!.copied ? _source!.story : []))
  if (stories.length === 0) return hits
  const { hits: found } = await search<never>(
    connection,
    {
      ...{ size: stories.length, track_total_hits: false, _source: false, sort, search_type },
      query: { bool: { must: [query!], filter: [{ terms: { story: stories } }] } },
      collapse: BY_STORY,
      pit: { id: pit, keep_alive: KEEP_ALIVE },
    },
    signal,
  )
  const firsts = new Set(found.hits.map(({ _id }) => _id))
  return hits.filter(({ _id, _source }) => !_source!.copied || firsts.has(_id))
}

interface CopyCounts {
  stories: {
    buckets: {
      key: string
      doc_count: number
      sources: { buckets: { key: string; doc_count: number }[] }
    }[]
  }
}

/** More sources than any story has. */
const MAX_SOURCES = 10_000

/** Counts the other matching articles of the hits' stories. */
export async function copiesOf<T extends Foldable>(
  connection: Connection,
  { index, query }: PagedSearch,
  hits: FoldedHit<T>[],
  signal?: AbortSignal,
): Promise<(hit: FoldedHit<T>) => Copies> {
  const include = hits.flatMap(({ _source }) => (_source!.copied ? _source!.story : []))
  const found = include.length > 0 ? await countCopies(include) : []
  const byStory = new Map(found.map((story) => [story.key, story]))
  return ({ _source }) => {
    const { story, source } = _source!
    const counted = byStory.get(story)
    const sources = counted?.sources.buckets.map((each) => [each.key, each.doc_count] as const)
    return toCopies(source, counted?.doc_count ?? 1, new Map(sources))
  }

  async function countCopies(stories: string[]) {
    const terms = { field: 'story', include: stories, size: stories.length }
    const aggs = { sources: { terms: { field: 'source', size: MAX_SOURCES } } }
    const request = { index, size: 0, track_total_hits: false, query: query! }
    const { aggregations } = await search<never, CopyCounts>(
      connection,
      { ...request, aggs: { stories: { terms, aggs } } },
      signal,
    )
    return aggregations!.stories.buckets
  }
}
