import type { Origin } from '#archive/articles.ts'
import type { Article } from '#core/article.ts'
import type { DayOrder } from './normalize/day-order.ts'
import type { FeedOutlets } from './normalize/feed-outlets.ts'

export const FORMATS = ['text', 'html', 'jsonl', 'json', 'csv', 'tsv', 'feed'] as const
export type Format = (typeof FORMATS)[number]

export interface ReadOptions {
  /** The outlet of every article, whatever the records say. */
  source?: string | undefined
  /** By ending or content where absent. */
  format?: Format | undefined
  /** The column that holds a field, by the field's name: `{ title: 'headline' }`. */
  map?: Record<string, string> | undefined
  /** Which of two numbers in a date is the day, where the file does not prove it. */
  dates?: DayOrder | undefined
  /** What feeds are called instead of by their own titles. */
  outlets?: FeedOutlets | undefined
}

export interface ArticleRead {
  type: 'article'
  article: Article
  origin: Origin
  /** Sentences about what was cut, replaced or not understood. */
  warnings: string[]
  /** Bytes of the file, as it lies on disk, that were consumed so far. */
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

/** What a reader makes of one record: an article or the reason why it is none. */
export type ReadResult = ArticleRead | Rejection
