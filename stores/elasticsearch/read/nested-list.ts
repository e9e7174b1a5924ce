import type { estypes } from '@elastic/elasticsearch'
import { changedSince } from '#core/list-place.ts'
import type { Page } from '#core/page.ts'
import type { Search } from '#core/search.ts'
import type { Connection } from '../connection.ts'
import type { Names } from '../index-names.ts'
import { MAX_INNER_HITS } from '../mapping.ts'
import { readCursor, toCursor } from './cursor.ts'
import { SORTS, searchPage, totalOf } from './paging.ts'
import { type EngineQuery, searchQuery } from './query.ts'
import type { ReadState } from './state-cache.ts'

/** A list of nested documents: articles in order, and within each its documents by number. */
export interface NestedList<Source, Piece, Item> {
  /** Name of the list in cursors. */
  list: string
  path: string
  /** The field below `path` with their number. */
  number: string & keyof Piece
  /** Other fields to read of the nested documents. */
  fields: string[]
  /** Fields to read of the article. */
  shown: string[]
  /** Conditions on the nested documents. */
  wanted: EngineQuery[]
  /** Restricts the articles. */
  search: Search
  sort: 'newest' | 'oldest'
  size: number
  cursor?: string | undefined
  toItems: (article: Source, pieces: Piece[]) => Item[]
}

/** Start of a page: after an article, or in the next article after a number. */
interface Start {
  articles: string | undefined
  number: number | null
  /** Version of the state in which the list began; null on its first page. */
  began: number | null
}

interface FoundArticle<Source, Piece> {
  article: Source
  pieces: Piece[]
  /** True if the article has more than were fetched. */
  more: boolean
}

interface Aggregations {
  all: { found: { doc_count: number } }
}

export function createNestedList(connection: Connection, names: Names, state: ReadState) {
  return async <Source, Piece, Item>(
    asked: NestedList<Source, Piece, Item>,
    signal?: AbortSignal,
  ): Promise<Page<Item>> => {
    const { list, number } = asked
    const start = readStart(asked.cursor, list)
    const [page, { rev }] = await Promise.all([
      searchPage<Source, Aggregations>(
        connection,
        list,
        { index: names.articles, ...requestOf(asked, start) },
        start.articles,
        signal,
      ),
      state(),
    ])
    const found = page.hits.map((hit, i) =>
      toFound<Source, Piece>(hit, i === 0 && start.number !== null),
    )
    const { items, last } = firstPieces(found, asked)
    const began = start.began ?? rev

    function next(): string | null {
      if (last === null) return null
      const article = found[last.article]!
      const before = last.article === 0 ? start.articles : page.cursorAfter(last.article - 1, rev)
      if (last.partly) {
        const at = last.piece[number] as number
        return startCursor(list, { articles: before, number: at, began })
      }
      if (article === found.at(-1) && !page.hasMore) return null
      return startCursor(list, {
        articles: page.cursorAfter(last.article, rev),
        number: null,
        began,
      })
    }

    return {
      items,
      total: { value: page.aggregations!.all.found.doc_count, relation: 'eq' },
      next: next(),
      warnings: page.warnings,
      version: rev,
      ...changedSince(began, rev),
    }
  }
}

function requestOf<Source, Piece, Item>(
  { path, number, fields, shown, wanted, search, sort, size }: NestedList<Source, Piece, Item>,
  start: Start,
) {
  const nested = (name: string, more: EngineQuery[] = []) => ({
    nested: {
      path,
      // Older mappings lack this path.
      ignore_unmapped: true,
      query: { bool: { filter: [...wanted, ...more] } },
      inner_hits: {
        name,
        ignore_unmapped: true,
        size: Math.min(size, MAX_INNER_HITS),
        sort: [{ [`${path}.${number}`]: 'asc' as const }],
        _source: [number, ...fields].map((field) => `${path}.${field}`),
      },
    },
  })
  const rest = { range: { [`${path}.${number}`]: { gt: start.number } } }
  return {
    size,
    sort: SORTS[sort],
    _source: shown,
    query: {
      bool: {
        filter: [searchQuery(search), nested('all')],
        // The rest of the article at which the previous page ended.
        ...(start.number !== null && { should: [nested('rest', [rest])] }),
      },
    },
    aggs: { all: { nested: { path }, aggs: { found: { filter: { bool: { filter: wanted } } } } } },
  }
}

function toFound<Source, Piece>(
  hit: estypes.SearchHit<Source>,
  continued: boolean,
): FoundArticle<Source, Piece> {
  const { hits } = hit.inner_hits![continued ? 'rest' : 'all']!
  const pieces = hits.hits.map(({ _source }) => _source as Piece)
  return { article: hit._source!, pieces, more: pieces.length < totalOf(hits).value }
}

/** The last item of a page. */
interface Last<Piece> {
  /** Index of its article on the page. */
  article: number
  piece: Piece
  /** True if the article has more. */
  partly: boolean
}

function firstPieces<Source, Piece, Item>(
  found: FoundArticle<Source, Piece>[],
  { size, toItems }: NestedList<Source, Piece, Item>,
) {
  const items: Item[] = []
  let last: Last<Piece> | null = null
  for (const [i, { article, pieces, more }] of found.entries()) {
    const shown = pieces.slice(0, size - items.length)
    if (shown.length === 0) break
    items.push(...toItems(article, shown))
    const partly = more || shown.length < pieces.length
    last = { article: i, piece: shown.at(-1)!, partly }
    if (partly) break
  }
  return { items, last }
}

function startCursor(list: string, { articles, number, began }: Start & { began: number }): string {
  return toCursor({ list, after: [articles ?? null, number], pit: null, began })
}

function readStart(cursor: string | undefined, list: string): Start {
  const place = readCursor(cursor, list)
  const [articles, number] = place?.after ?? []
  return {
    began: place?.began ?? null,
    articles: typeof articles === 'string' ? articles : undefined,
    number: typeof number === 'number' ? number : null,
  }
}
