import type { Column } from './normalize/columns.ts'
import type { DayOrder } from './normalize/day-order.ts'
import type { Draft } from './normalize/draft.ts'
import type { FeedOutlets } from './normalize/feed-outlets.ts'
import { ReadError } from './read-error.ts'
import { reject } from './rejection.ts'
import type { ReadResult } from './result.ts'
import { type Outlet, toArticle } from './normalize/to-article.ts'

/** What the readers of all formats know of the file they read. */
export interface FileContext {
  path: string
  /** The address of a page, as whoever handed it over knows it. */
  address?: string | null
  outlet: Outlet
  /** What feeds are called instead of by their own titles. */
  feedOutlets?: FeedOutlets
  /** What a column holds, by its name. */
  columnOf: (name: string) => Column | null
  /** Columns that the user named; a table must have them. */
  mapped: string[]
  /** Of dates in numbers, as the user says or the file proves; null where neither does. */
  order: DayOrder | null
  /** Is told every date as it was written, before it is read. */
  onDate?: (written: string) => void
  /** Bytes of the file, as it lies on disk, that were consumed so far. */
  consumed: () => number
}

/** Makes one record into an article, or into the reason why it is none. */
export function toResult(
  context: FileContext,
  line: number | null,
  bytes: Buffer,
  read: () => Draft,
): ReadResult {
  const { path, outlet, consumed } = context
  try {
    const draft = read()
    if (draft.date !== null) context.onDate?.(draft.date)
    const { article, warnings } = toArticle(draft, outlet, context.order)
    return { type: 'article', article, origin: { path, line }, warnings, bytes: consumed() }
  } catch (error) {
    if (error instanceof ReadError) return reject(path, line, error, bytes)
    throw error
  }
}
