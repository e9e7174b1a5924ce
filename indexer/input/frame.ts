import { MAX_RECORD_BYTES, MAX_SAMPLE_BYTES } from './limits.ts'

/** The bytes of one record, cut out of a stream. */
export interface Frame {
  /** The line on which it starts, from 1. */
  line: number
  /** Only the beginning if the record is too long. */
  bytes: Buffer
  tooLong: boolean
}

/** Collects the pieces of one record; keeps only the beginning of one that exceeds the limit. */
export class FrameBuilder {
  #parts: Buffer[] = []
  #size = 0
  readonly #limit: number

  constructor(limit = MAX_RECORD_BYTES) {
    this.#limit = limit
  }

  get isTooLong(): boolean {
    return this.#size > this.#limit
  }

  add(piece: Buffer): void {
    const fitted = this.#size <= this.#limit
    this.#size += piece.length
    if (this.#size <= this.#limit) this.#parts.push(piece)
    else if (fitted) this.#parts = [this.#beginning(piece)]
  }

  /** Returns the record that ends with this piece and starts the next one. */
  finish(line: number, last: Buffer): Frame {
    if (this.#size === 0 && last.length <= this.#limit) return { line, bytes: last, tooLong: false }
    this.add(last)
    const tooLong = this.#size > this.#limit
    const bytes = this.#parts.length === 1 ? this.#parts[0]! : Buffer.concat(this.#parts)
    this.#parts = []
    this.#size = 0
    return { line, bytes, tooLong }
  }

  #beginning(piece: Buffer): Buffer {
    const parts = [...this.#parts, piece].map((part) => part.subarray(0, MAX_SAMPLE_BYTES))
    return Buffer.concat(parts).subarray(0, MAX_SAMPLE_BYTES)
  }
}
