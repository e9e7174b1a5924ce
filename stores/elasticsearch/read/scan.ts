import type { estypes } from '@elastic/elasticsearch'
import { readCursor, writeCursor } from '#core/cursor.ts'
import type { Batch } from '#core/scan.ts'
import type { ArticleScanQuery, ArticleView } from '#core/search.ts'
import { listName } from '../../shared/list-name.ts'
import type { Connection } from '../connection.ts'
import { EngineFailure } from '../failure.ts'
import type { Names } from '../index-names.ts'
import { ARTICLE_FIELDS, type ArticleSource, toView } from './article.ts'
import type { EntityNames } from './entity-names.ts'
import { SORTS, closePit, openPit, search } from './paging.ts'
import { searchQuery } from './query.ts'
import type { ReadState } from './state-cache.ts'

/** Time between two batches, for slow consumers. */
const KEEP = '5m'

/** Position of a scan. */
interface Place {
  /** Version in which the scan began. */
  began: number
  /** Version of the point in time. */
  version: number
  pit: string
  /** Sort values of the last article; null at the start. */
  after: estypes.SortResults | null
}

/**
 * Scans all articles of a search at a point in time. An expired one is replaced, reporting a change
 * if its version differs. Names of entities are current, not of the point in time.
 */
export function createScan(
  connection: Connection,
  names: Names,
  state: ReadState,
  entityNames: EntityNames,
) {
  /** Read the version first: a change in between then shows up as a change at worst. */
  async function open(list: string): Promise<{ version: number; pit: string }> {
    const { rev } = await state()
    return { version: rev, pit: await openPit(connection, names.articles, list) }
  }

  async function start(cursor: string | undefined, list: string): Promise<Place> {
    const place = readPlace(cursor, list)
    if (place) return place
    const opened = await open(list)
    return { began: opened.version, ...opened, after: null }
  }

  /** One extra article tells whether another follows; the batch is limited by the response size. */
  async function find(
    { search: asked, size }: ArticleScanQuery,
    place: Place,
    signal?: AbortSignal,
  ) {
    const body = {
      sort: SORTS.newest,
      query: searchQuery(asked),
      _source: ARTICLE_FIELDS,
      track_total_hits: false,
      pit: { id: place.pit, keep_alive: KEEP },
      ...(place.after && { search_after: place.after }),
    }
    for (let wanted = size; ; wanted = Math.ceil(wanted / 2)) {
      try {
        const request = { ...body, size: wanted + 1 }
        const { hits, pit_id } = await search<ArticleSource>(connection, request, signal)
        const more = hits.hits.length > wanted
        const pit = pit_id ?? place.pit
        return { hits: hits.hits.slice(0, wanted), more, place: { ...place, pit } }
      } catch (error) {
        if (!isKind(error, 'tooLarge') || wanted === 1) throw error
      }
    }
  }

  async function findAnew(
    list: string,
    query: ArticleScanQuery,
    place: Place,
    signal?: AbortSignal,
  ) {
    try {
      return await find(query, place, signal)
    } catch (error) {
      if (!(error instanceof EngineFailure) || error.status !== 404) throw error
      return find(query, { ...place, ...(await open(list)) }, signal)
    }
  }

  return async (query: ArticleScanQuery, signal?: AbortSignal): Promise<Batch<ArticleView>> => {
    const list = listName('scan', query.search)
    const { hits, more, place } = await findAnew(
      list,
      query,
      await start(query.cursor, list),
      signal,
    )
    if (!more) closePit(connection, place.pit)
    const ids = hits.flatMap(({ _source }) => _source!.reading.entities.map(([id]) => id))
    const nameOf = await entityNames.names(ids, signal)
    const after = hits.at(-1)?.sort?.slice(0, SORTS.newest.length) ?? null
    return {
      items: hits.map(({ _source }) => toView(_source!, nameOf)),
      next: more ? toCursor(list, { ...place, after }) : null,
      version: place.version,
      changed: place.version !== place.began,
    }
  }
}

function toCursor(list: string, { began, version, pit, after }: Place): string {
  return writeCursor(list, [began, version, pit, after])
}

function readPlace(cursor: string | undefined, list: string): Place | null {
  const isPlace = ([began, version, pit, after]: unknown[]) =>
    typeof began === 'number' &&
    typeof version === 'number' &&
    typeof pit === 'string' &&
    Array.isArray(after)
  const place = readCursor(cursor, list, isPlace) as
    [number, number, string, estypes.SortResults] | null
  if (!place) return null
  const [began, version, pit, after] = place
  return { began, version, pit, after }
}

const isKind = (error: unknown, kind: EngineFailure['kind']) =>
  error instanceof EngineFailure && error.kind === kind
