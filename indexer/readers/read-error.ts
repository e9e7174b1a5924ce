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
