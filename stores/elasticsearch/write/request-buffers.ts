import type { BulkItem } from '../document.ts'

/**
 * The bytes of requests, in buffers that are used again: a new one for every request, and a string to fill it from, cost
 * three times what all else takes that is done for it.
 */
export class RequestBuffers {
  readonly #usual: number
  readonly #spare: Buffer[] = []

  /** `maxBytes` is what a request has, give or take its last item. */
  constructor(maxBytes: number) {
    this.#usual = Math.ceil(maxBytes * 1.25)
  }

  /** The lines of all items. */
  write(items: BulkItem[]): Buffer {
    const bytes = items.reduce((sum, { lines }) => sum + Buffer.byteLength(lines), 0)
    const buffer = this.#take(bytes)
    let end = 0
    for (const { lines } of items) end += buffer.write(lines, end)
    return buffer.subarray(0, bytes)
  }

  /** Takes back what `write` gave, once nothing reads it any more: not where no reply came, as it may still be on its way. */
  giveBack({ buffer }: Buffer): void {
    this.#spare.push(Buffer.from(buffer))
  }

  #take(bytes: number): Buffer {
    const spare = this.#spare.pop()
    return spare && spare.length >= bytes
      ? spare
      : Buffer.allocUnsafeSlow(Math.max(bytes, this.#usual))
  }
}
