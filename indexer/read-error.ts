import { MAX_RECORD_BYTES } from './input/limits.ts'
import type { RejectionCode } from './result.ts'

/** A file that cannot be read on; what was read before stays good. The message goes on after the file's name. */
export class ReadError extends Error {
  override name = 'ReadError'
  readonly code: RejectionCode
  /** The line at fault, where one is known. */
  readonly line: number | null

  constructor(code: RejectionCode, message: string, line: number | null = null) {
    super(message)
    this.code = code
    this.line = line
  }
}

/** `line` is where the record begins, where that is known. */
export const recordTooLong = (line: number | null = null) =>
  new ReadError('too-long', `is a record of more than ${MAX_RECORD_BYTES / 1e6} MB`, line)

/** Why the system did not let a file be read; an error that is no such thing is thrown on. */
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
