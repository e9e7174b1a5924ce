import type { Origin } from '#archive/articles.ts'
import type { Article } from '#core/article.ts'
import type { DayOrder } from './normalize/day-order.ts'
import type { FeedOutlets } from './normalize/feed-outlets.ts'

export const FORMATS = ['text', 'html', 'jsonl', 'json', 'csv', 'tsv', 'feed'] as const
export type Format = (typeof FORMATS)[number]

export interface ReadOptions {
  /** The outlet of every article, overriding the records. */
  source?: string | undefined
  /** Detected by extension or content if absent. */
  format?: Format | undefined
  /** The column that holds a field, by the field's name: `{ title: 'headline' }`. */
  map?: Record<string, string> | undefined
  /** Order of day and month in numeric dates, if the file does not prove it. */
  dates?: DayOrder | undefined
  /** Outlet names that replace the feeds' own titles. */
  outlets?: FeedOutlets | undefined
}

export interface ArticleRead {
  type: 'article'
  article: Article
  origin: Origin
  /** Sentences about what was cut, replaced or not understood. */
  warnings: string[]
  /** Bytes of the file on disk consumed so far. */
  bytes: number
}

export interface Rejection {
  type: 'rejected'
  origin: Origin
  code: RejectionCode
  /** One sentence that names file and line. */
  message: string
  /** The beginning of what was rejected. */
  sample: string
}

export type RejectionCode =
  | 'not-found'
  | 'unreadable'
  | 'empty'
  | 'binary'
  | 'truncated-gzip'
  | 'damaged-gzip'
  | 'gzip-bomb'
  | 'too-long'
  | 'too-deep'
  | 'no-text'
  | 'not-json'
  | 'not-a-record'
  | 'ragged'
  | 'no-columns'
  | 'not-xml'
  | 'doctype'
  | 'no-outlets'

/** The result of reading one record: an article or a rejection. */
export type ReadResult = ArticleRead | Rejection
