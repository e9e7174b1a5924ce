import { type Hash, createHash } from 'node:crypto'
import { Transform } from 'node:stream'

/** Receives the share done, from 0 to 1. */
export type OnProgress = (done: number) => void

/** Passes bytes through and keeps their count and SHA-256. */
export class Meter extends Transform {
  bytes = 0
  readonly #hash: Hash = createHash('sha256')
  readonly #all: number
  readonly #onProgress: OnProgress

  /** `all` is the expected number of bytes. */
  constructor(all: number, onProgress: OnProgress) {
    super()
    this.#all = all
    this.#onProgress = onProgress
  }

  sha256(): string {
    return this.#hash.copy().digest('hex')
  }

  override _transform(chunk: Buffer, _: unknown, done: (error: null, chunk: Buffer) => void): void {
    this.#hash.update(chunk)
    this.bytes += chunk.length
    this.#onProgress(Math.min(1, this.bytes / this.#all))
    done(null, chunk)
  }
}
