import type { Batch } from '#core/scan.ts'
import type { ArticleScanQuery, ArticleView, Search } from '#core/search.ts'
import { listName } from '../../shared/list-name.ts'
import { type Key, type ScanOrder, readStart, toBatch } from '../../shared/scan-order.ts'
import type { ArticleReader } from './articles.ts'
import type { Columns } from './columns.ts'
import type { Orders } from './orders.ts'

/** UTF-16 units of text after which a batch takes no further article. */
const MAX_TEXT = 4_000_000

/** Sorts before any date. */
const UNDATED = Number.MIN_SAFE_INTEGER

/**
 * Scans all articles of a search in batches; each batch searches again, so that nothing is held in
 * between.
 */
export function createScan(columns: Columns, orders: Orders, reader: ArticleReader) {
  const timeOf = (row: number) => (Number.isNaN(columns.time[row]) ? UNDATED : columns.time[row]!)

  function isAfter(row: number, [time, id]: Key): boolean {
    const own = timeOf(row)
    return own < (time as number) || (own === time && columns.id(row) > (id as string))
  }

  /** The position of the first row after a key. */
  function positionAfter(rows: Int32Array, key: Key): number {
    let [low, high] = [0, rows.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (isAfter(rows[middle]!, key)) high = middle
      else low = middle + 1
    }
    return low
  }

  function read(rows: Int32Array): ArticleView[] {
    const items: ArticleView[] = []
    for (let text = 0; items.length < rows.length && text < MAX_TEXT;) {
      const article = reader.view(rows[items.length]!)
      items.push(article)
      text += article.body.length
    }
    return items
  }

  return ({ search, size, cursor }: ArticleScanQuery): Batch<ArticleView> => {
    const order = newestFirst(search)
    const start = readStart(cursor, order)
    const rows = orders.newestFirst(search)
    const at = start.after ? positionAfter(rows, start.after) : 0
    const items = read(rows.subarray(at, at + size))
    const more = at + items.length < rows.length
    return toBatch({ items, more }, start, order, { version: columns.version })
  }
}

function newestFirst(search: Search): ScanOrder<ArticleView> {
  return {
    name: listName('scan', search),
    types: ['number', 'string'],
    key: ({ id, publishedAt }) => [publishedAt === null ? UNDATED : Date.parse(publishedAt), id],
  }
}
