import type { Origin } from '#archive/articles.ts'
import { decode } from './input/decode.ts'
import { MAX_SAMPLE_BYTES } from './input/limits.ts'
import type { ReadError } from './read-error.ts'
import type { Rejection } from './result.ts'

/** Builds the rejection of a record, or of a whole file if there is no line. */
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

/** Builds the rejection of everything after the last readable record. */
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

/** Readable, and without control characters that would move a terminal's cursor. */
function toSample(bytes: Buffer): string {
  const text = decode(bytes.subarray(0, MAX_SAMPLE_BYTES)).text
  const short = Buffer.from(text).subarray(0, MAX_SAMPLE_BYTES).toString()
  // eslint-disable-next-line no-control-regex
  return short.replace(/[\0-\x08\x0b-\x1f\x7f]/g, '\ufffd').slice(0, MAX_SAMPLE_BYTES)
}
