import { peek } from './peek.ts'

/** Strips the byte order mark, and converts to UTF-8 if the mark says UTF-16. */
export async function* toUtf8(content: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const { head, chunks } = await peek(content, 3)
  const utf16 = utf16Of(head)
  if (utf16) yield* decode(chunks, utf16)
  else if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) yield* skip(chunks, 3)
  else yield* chunks
}

function utf16Of(head: Buffer): string | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  return head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : null
}

async function* decode(chunks: AsyncGenerator<Buffer>, encoding: string): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }))
  yield Buffer.from(decoder.decode())
}

async function* skip(chunks: AsyncGenerator<Buffer>, bytes: number): AsyncGenerator<Buffer> {
  let left = bytes
  for await (const chunk of chunks) {
    const rest = chunk.subarray(left)
    left -= chunk.length - rest.length
    if (rest.length > 0) yield rest
  }
}
