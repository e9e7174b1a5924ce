import { createReadStream } from 'node:fs'
import { gunzip } from './gunzip.ts'
import { peek } from './peek.ts'
import { readAhead } from './read-ahead.ts'
import { toUtf8 } from './to-utf8.ts'

const CHUNK = 256 * 1024
/** Bytes examined to detect the format. */
const HEAD = 64 * 1024

export interface OpenFile {
  /** The beginning of the content. */
  head: Buffer
  /**
   * The whole content, head included: uncompressed, without byte order mark, UTF-16 converted to
   * UTF-8.
   */
  chunks: AsyncGenerator<Buffer>
  /** Bytes of the file on disk consumed so far. */
  consumed: () => number
  close: () => void
}

/** Opens a file, or standard input for "-"; fails if not even its beginning can be read. */
export async function openFile(path: string): Promise<OpenFile> {
  const stream = path === '-' ? process.stdin : createReadStream(path, { highWaterMark: CHUNK })
  let consumed = 0
  async function* read(): AsyncGenerator<Buffer> {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      consumed += chunk.length
      yield chunk
    }
  }

  const file = await peek(read(), 2)
  const content = isGzip(file.head) ? readAhead(gunzip(file.chunks)) : file.chunks
  const { head, chunks } = await peek(toUtf8(content), HEAD)
  return { head, chunks, consumed: () => consumed, close: () => void stream.destroy() }
}

const isGzip = (head: Buffer) => head[0] === 0x1f && head[1] === 0x8b
