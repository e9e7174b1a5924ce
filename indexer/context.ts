import type { Column } from './normalize/columns.ts'
import type { DayOrder } from './normalize/day-order.ts'
import type { Draft } from './normalize/draft.ts'
import type { FeedOutlets } from './normalize/feed-outlets.ts'
import { ReadError } from './read-error.ts'
import { reject } from './rejection.ts'
import type { ReadResult } from './result.ts'
import { type Outlet, toArticle } from './normalize/to-article.ts'

/** What all readers know about the file they read. */
export interface FileContext {
  path: string
  /** The address of a page as given with it. */
  address?: string | null
  outlet: Outlet
  /** Outlet names that replace the feeds' own titles. */
  feedOutlets?: FeedOutlets
  /** Returns what a column holds, by its name. */
  columnOf: (name: string) => Column | null
  /** Columns that the user named; a table must have them. */
  mapped: string[]
  /**
   * Day-month order of numeric dates, as set by the user or proven by the file; null if unknown.
   */
  order: DayOrder | null
  /** Called with every date as written, before it is parsed. */
  onDate?: (written: string) => void
  /** Bytes of the file on disk consumed so far. */
  consumed: () => number
}

/** Turns one record into an article, or into a rejection. */
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
