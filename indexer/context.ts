import type { Origin } from '#archive/articles.ts'
import type { Column } from './normalize/columns.ts'
import type { DayOrder } from './normalize/day-order.ts'
import { decode } from './input/decode.ts'
import type { Draft } from './normalize/draft.ts'
import { MAX_SAMPLE_BYTES } from './input/limits.ts'
import { ReadError } from './read-error.ts'
import type { ReadResult, Rejection } from './result.ts'
import { type Outlet, toArticle } from './normalize/to-article.ts'

/** What the readers of all formats know of the file they read. */
export interface FileContext {
  path: string
  outlet: Outlet
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

/** The rejection of a record, or of a whole file where there is no line. */
export function reject(
  path: string,
  line: number | null,
  { code, message }: ReadError,
  bytes: Buffer = Buffer.alloc(0),
): Rejection {
  const subject = line === null ? nameOf(path) : `line ${line} of ${nameOf(path)}`
  return {
    type: 'rejected',
    origin: { path, line },
    code,
    message: `${subject} ${message}`,
    sample: toSample(bytes),
  }
}

/** The rejection of what comes after the last record that could be read. */
export function rejectRest(
  path: string,
  last: Origin | null,
  error: ReadError,
  head: Buffer | undefined,
): Rejection {
  const line = error.line ?? last?.line ?? null
  if (line === null || error.line !== null) return reject(path, line, error, head)
  const message = `${nameOf(path)} ${error.message}; the last record that was read is in line ${line}`
  return { ...reject(path, line, error), message }
}

const nameOf = (path: string) => (path === '-' ? 'standard input' : path)

/** Readable, and without what would move a terminal's cursor. */
function toSample(bytes: Buffer): string {
  const text = decode(bytes.subarray(0, MAX_SAMPLE_BYTES)).text
  const short = Buffer.from(text).subarray(0, MAX_SAMPLE_BYTES).toString()
  // eslint-disable-next-line no-control-regex
  return short.replace(/[\0-\x08\x0b-\x1f\x7f]/g, '\ufffd').slice(0, MAX_SAMPLE_BYTES)
}
