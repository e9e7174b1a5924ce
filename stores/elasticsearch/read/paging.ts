import type { Total } from '#core/page.ts'
import type { Connection } from '../connection.ts'
import { type Cursor, readCursor, toCursor } from './cursor.ts'
import { EngineFailure } from '../failure.ts'
import type { EngineQuery } from './query.ts'

const KEEP = '1m'

export type Sort = Record<string, unknown>[]

/** Undated articles come last either way: further back or ahead than any date. */
const LONG_AGO = -99_999_999_999_999
const FAR_AHEAD = 999_999_999_999_999

export const SORTS: Record<'relevance' | 'newest' | 'oldest', Sort> = {
  relevance: [{ _score: { order: 'desc' } }, { id: { order: 'asc' } }],
  newest: [{ publishedAt: { order: 'desc', missing: LONG_AGO } }, { id: { order: 'asc' } }],
  oldest: [{ publishedAt: { order: 'asc', missing: FAR_AHEAD } }, { id: { order: 'asc' } }],
}

export interface SearchReply<T, A = unknown> {
  timed_out?: boolean
  pit_id?: string
  hits: { total?: Total; hits: EngineHit<T>[] }
  aggregations: A
}

export interface EngineHit<T> {
  _score: number | null
  _source: T
  sort: unknown[]
  inner_hits?: Record<string, { hits: { total: Total; hits: EngineHit<unknown>[] } }>
}

export interface SearchBody {
  size: number
  query: EngineQuery
  sort?: Sort
  _source?: string[] | false
  aggs?: Record<string, unknown>
  search_after?: unknown[]
  track_total_hits?: boolean
}

export interface FoundPage<T, A> {
  hits: EngineHit<T>[]
  total: Total
  aggregations: A
  /** A cursor for what comes after the hit at this position. */
  cursorAfter: (position: number) => string
  hasMore: boolean
  warnings: string[]
}

const EXPIRED =
  'This list was left for more than a minute: it goes on in the archive as it is now, so that an article may be missing or come twice.'

const REPLY = [
  ...['pit_id', 'timed_out', 'aggregations', 'hits.total'],
  ...['_score', '_source', 'sort', 'inner_hits'].map((field) => `hits.hits.${field}`),
  // Buckets that are counted and not looked at.
  '-**.every.buckets',
].join(',')

/** One answer of the engine; it is whole or fails. */
export async function search<T, A>(
  connection: Connection,
  index: string | null,
  body: SearchBody & { pit?: object },
  signal: AbortSignal | undefined,
): Promise<SearchReply<T, A>> {
  const reply = await connection.read<SearchReply<T, A>>({
    method: 'POST',
    path: index === null ? '/_search' : `/${index}/_search`,
    query: { filter_path: REPLY, allow_partial_search_results: false },
    body: { ...body, timeout: `${connection.searchMs}ms` },
    signal,
  })
  if (reply.timed_out) throw new EngineFailure('timeout', 'the search took too long')
  // Of no hits the filter leaves nothing.
  const { total, hits = [] } = (reply.hits ?? {}) as Partial<SearchReply<T, A>['hits']>
  return { ...reply, hits: { hits, ...(total && { total }) } }
}

/**
 * A page of a list that may go on to any depth: the first one is of the index as it is, the others are of a point in
 * time that the second one takes. A point in time that is no more is replaced by a new one, with a warning.
 */
export async function searchPage<T, A>(
  connection: Connection,
  index: string,
  list: string,
  body: SearchBody & { sort: Sort },
  asked: string | undefined,
  signal: AbortSignal | undefined,
): Promise<FoundPage<T, A>> {
  const cursor = readCursor(asked, list)
  // One more than is shown tells whether there is more.
  const wanted = { ...body, size: body.size === 0 ? 0 : body.size + 1, track_total_hits: true }
  const { reply, expired } = await (cursor
    ? searchAfter<T, A>(connection, index, wanted, cursor, signal)
    : search<T, A>(connection, index, wanted, signal).then((reply) => ({
        reply,
        expired: false,
      })))
  const found = reply.hits.hits
  const hasMore = found.length > body.size
  const pit = reply.pit_id ?? null
  if (!hasMore && pit) leave(connection, pit)
  return {
    hits: found.slice(0, body.size),
    total: reply.hits.total!,
    aggregations: reply.aggregations,
    cursorAfter: (position) =>
      toCursor({ list, after: found[position]!.sort.slice(0, body.sort.length), pit }),
    hasMore,
    warnings: expired ? [EXPIRED] : [],
  }
}

async function searchAfter<T, A>(
  connection: Connection,
  index: string,
  body: SearchBody,
  { after, pit }: Cursor,
  signal: AbortSignal | undefined,
): Promise<{ reply: SearchReply<T, A>; expired: boolean }> {
  const at = (id: string) =>
    search<T, A>(
      connection,
      null,
      { ...body, search_after: after, pit: { id, keep_alive: KEEP } },
      signal,
    )
  if (pit === null) return { reply: await at(await openPit(connection, index)), expired: false }
  try {
    return { reply: await at(pit), expired: false }
  } catch (error) {
    if (!(error instanceof EngineFailure) || error.status !== 404) throw error
    return { reply: await at(await openPit(connection, index)), expired: true }
  }
}

async function openPit(connection: Connection, index: string): Promise<string> {
  const { id } = await connection.read<{ id: string }>({
    method: 'POST',
    path: `/${index}/_pit`,
    query: { keep_alive: KEEP, allow_partial_search_results: false },
  })
  return id
}

/** It would go by itself in a minute. */
function leave(connection: Connection, pit: string): void {
  connection.find({ method: 'DELETE', path: '/_pit', body: { id: pit } }).catch(() => {})
}
