import { constants, createGunzip } from 'node:zlib'
import { GZIP_RATIO_MATTERS_FROM_BYTES, MAX_GZIP_RATIO } from './limits.ts'
import { ReadError } from '../read-error.ts'

/**
 * Small, because each piece is inflated as a whole (up to 66 MB at the worst ratio), and a damaged
 * one is lost as a whole.
 */
const PIECE = 64 * 1024

/**
 * Inflates piece by piece. Everything before a truncation, or before a damaged piece, is yielded
 * before the error.
 */
export async function* gunzip(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const inflater = createInflater()
  const count = { in: 0, out: 0 }
  try {
    for await (const chunk of chunks) {
      for (let start = 0; start < chunk.length; start += PIECE) {
        const piece = chunk.subarray(start, start + PIECE)
        count.in += piece.length
        yield* counted(await inflater.inflate(piece), count)
        if (inflater.failure()) throw toReadError(inflater.failure()!)
        if (inflater.ended()) return
      }
    }
    yield* counted(await inflater.inflate(null), count)
    if (inflater.failure()) throw toReadError(inflater.failure()!)
  } finally {
    inflater.destroy()
  }
}

function* counted(chunks: Buffer[], count: { in: number; out: number }): Generator<Buffer> {
  for (const chunk of chunks) {
    count.out += chunk.length
    if (count.out > GZIP_RATIO_MATTERS_FROM_BYTES && count.out > count.in * MAX_GZIP_RATIO) {
      throw new ReadError('gzip-bomb', `unfolds to more than ${MAX_GZIP_RATIO} times its size`)
    }
    yield chunk
  }
}

/**
 * Collects data as it is pushed instead of reading the stream, because a failing stream drops what
 * was not read yet. The stream may also end early if zeros follow the last member, as on tapes; a
 * write is then never confirmed.
 */
function createInflater() {
  const stream = createGunzip({ chunkSize: 256 * 1024, flush: constants.Z_SYNC_FLUSH })
  let chunks: Buffer[] = []
  let failure: Error | null = null
  let ended = false
  let settle = () => {}
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  stream.on('end', () => {
    ended = true
    settle()
  })
  stream.on('error', (error) => {
    failure = error
    settle()
  })

  return {
    /** Writes one piece, or null to end; resolves to the inflated data. */
    async inflate(piece: Buffer | null): Promise<Buffer[]> {
      await new Promise<void>((resolve) => {
        settle = resolve
        if (piece) stream.write(piece, () => resolve())
        else stream.end()
      })
      const taken = chunks
      chunks = []
      return taken
    },
    failure: (): (Error & { code?: string }) | null => failure,
    ended: () => ended,
    destroy: () => stream.destroy(),
  }
}

function toReadError(error: Error & { code?: string }): ReadError {
  return error.code === 'Z_BUF_ERROR'
    ? new ReadError('truncated-gzip', 'is a truncated gzip file')
    : new ReadError('damaged-gzip', `is a damaged gzip file (${error.message})`)
}
