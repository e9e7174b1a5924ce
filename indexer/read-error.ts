import { MAX_RECORD_BYTES } from './input/limits.ts'
import type { RejectionCode } from './result.ts'

/**
 * A file that cannot be read any further; what was read before stays valid. The message continues a
 * sentence that begins with the file's name.
 */
export class ReadError extends Error {
  override name = 'ReadError'
  readonly code: RejectionCode
  /** The line at fault, if known. */
  readonly line: number | null

  constructor(code: RejectionCode, message: string, line: number | null = null) {
    super(message)
    this.code = code
    this.line = line
  }
}

/** `line` is where the record begins, if known. */
export const recordTooLong = (line: number | null = null) =>
  new ReadError('too-long', `is a record of more than ${MAX_RECORD_BYTES / 1e6} MB`, line)

/** Turns a system error into a ReadError; rethrows any other error. */
export function toReadError(error: unknown): ReadError {
  if (error instanceof ReadError) return error
  const code = error instanceof Error && 'syscall' in error && 'code' in error ? error.code : null
  if (code === null) throw error
  if (code === 'ENOENT' || code === 'ENOTDIR') return new ReadError('not-found', 'does not exist')
  const reason =
    code === 'EACCES' || code === 'EPERM'
      ? 'permission denied'
      : code === 'EISDIR'
        ? 'it is a folder'
        : (error as Error).message
  return new ReadError('unreadable', `cannot be read: ${reason}`)
}
