import type { estypes } from '@elastic/elasticsearch'
import type { Total, Warning } from '#core/page.ts'
import type { Connection } from '../connection.ts'
import { EngineFailure } from '../failure.ts'
import { type Cursor, readCursor, toCursor } from './cursor.ts'

export const KEEP_ALIVE = '1m'

/** Undated articles come last in both directions, so their keys lie beyond any date. */
const LONG_AGO = -99_999_999_999_999
const FAR_AHEAD = 999_999_999_999_999

export const SORTS: Record<'relevance' | 'newest' | 'oldest', estypes.SortOptions[]> = {
  relevance: [{ _score: { order: 'desc' } }, { id: { order: 'asc' } }],
  newest: [{ publishedAt: { order: 'desc', missing: LONG_AGO } }, { id: { order: 'asc' } }],
  oldest: [{ publishedAt: { order: 'asc', missing: FAR_AHEAD } }, { id: { order: 'asc' } }],
}

/** A list that is read page by page. */
export interface PagedSearch extends estypes.SearchRequest {
  index: string
  size: number
  sort: estypes.SortOptions[]
}

export interface FoundPage<T, A> {
  hits: estypes.SearchHit<T>[]
  total: Total
  aggregations: A | undefined
  /** A cursor for what follows the hit at this position; `version` is the current state's. */
  cursorAfter: (position: number, version: number) => string
  /** Version of the state in which the list began; null on its first page. */
  began: number | null
  hasMore: boolean
  warnings: Warning[]
}

export const EXPIRED: Warning = {
  code: 'cursor-expired',
  message:
    'This list was left for more than a minute: it goes on in the archive as it is now, so that an article may be missing or come twice.',
}

/** Runs a search and fails unless the response is complete. */
export async function search<T, A = unknown>(
  { client, searchTimeout }: Connection,
  request: estypes.SearchRequest,
  signal?: AbortSignal,
): Promise<estypes.SearchResponse<T, A>> {
  const response = await client.search<T, A>(
    { allow_partial_search_results: false, timeout: searchTimeout, ...request },
    signal && { signal },
  )
  if (response.timed_out) throw new EngineFailure('timeout', 'the search took too long')
  return response
}

/**
 * Reads a page at any depth of a list. The first page is of the live index, later ones of a point
 * in time that the second opens; an expired one is replaced, with a warning. All pages use the same
 * shard copies, because scores differ a little between copies.
 */
export async function searchPage<T, A = unknown>(
  connection: Connection,
  list: string,
  request: PagedSearch,
  asked: string | undefined,
  signal?: AbortSignal,
): Promise<FoundPage<T, A>> {
  const { size } = request
  const cursor = readCursor(asked, list)
  // One extra hit tells whether there are more.
  const wanted = { ...request, size: size === 0 ? 0 : size + 1, track_total_hits: true }
  const { response, expired } = cursor
    ? await searchAfter<T, A>(connection, wanted, cursor, signal)
    : await searchFirst<T, A>(connection, list, wanted, signal)
  const { hits } = response.hits
  const hasMore = hits.length > size
  const pit = response.pit_id ?? null
  if (!hasMore && pit) closePit(connection, pit)
  return {
    hits: hits.slice(0, size),
    total: totalOf(response.hits),
    aggregations: response.aggregations,
    cursorAfter: (position, version) =>
      afterHit(hits[position]!, request, { list, pit, began: cursor?.began ?? version }),
    began: cursor?.began ?? null,
    hasMore,
    warnings: expired ? [EXPIRED] : [],
  }
}

/** The cursor of what comes after a hit. */
export const afterHit = (
  hit: estypes.SearchHit<unknown>,
  { sort }: PagedSearch,
  { list, pit, began }: Omit<Cursor, 'after'>,
): string => toCursor({ list, after: hit.sort!.slice(0, sort.length), pit, began })

/** The search must have set `track_total_hits`. */
export function totalOf({ total }: estypes.SearchHitsMetadata<unknown>): Total {
  // The types also allow the plain number of old versions.
  return total as estypes.SearchTotalHits
}

interface Found<T, A> {
  response: estypes.SearchResponse<T, A>
  expired: boolean
}

async function searchFirst<T, A>(
  connection: Connection,
  list: string,
  request: PagedSearch,
  signal?: AbortSignal,
): Promise<Found<T, A>> {
  const response = await search<T, A>(connection, { ...request, preference: list }, signal)
  return { response, expired: false }
}

export async function searchAfter<T, A>(
  connection: Connection,
  { index, ...request }: PagedSearch,
  { list, after, pit }: Cursor,
  signal?: AbortSignal,
): Promise<Found<T, A>> {
  const at = (id: string) =>
    search<T, A>(
      connection,
      { ...request, search_after: after, pit: { id, keep_alive: KEEP_ALIVE } },
      signal,
    )
  const opened = async () => at(await openPit(connection, index, list, signal))
  if (pit === null) return { response: await opened(), expired: false }
  try {
    return { response: await at(pit), expired: false }
  } catch (error) {
    if (!(error instanceof EngineFailure) || error.status !== 404) throw error
    return { response: await opened(), expired: true }
  }
}

export async function openPit(
  { client }: Connection,
  index: string,
  list: string,
  signal?: AbortSignal,
): Promise<string> {
  const { id } = await client.openPointInTime(
    { index, preference: list, keep_alive: KEEP_ALIVE, allow_partial_search_results: false },
    signal && { signal },
  )
  return id
}

/** Runs in the background; if it fails, the point in time expires within a minute. */
export function closePit({ client }: Connection, id: string): void {
  client.closePointInTime({ id }).catch(() => {})
}
