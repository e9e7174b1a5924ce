import { type Frame, FrameBuilder } from './frame.ts'

const NEWLINE = 0x0a

/**
 * Yields the lines of a file without line ends, as many at once as a chunk completes; empty ones
 * are skipped.
 */
export async function* lines(
  chunks: AsyncIterable<Buffer>,
  limit?: number,
): AsyncGenerator<Frame[]> {
  const builder = new FrameBuilder(limit)
  let line = 1
  for await (const chunk of chunks) {
    const frames: Frame[] = []
    let start = 0
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      const frame = builder.finish(line++, chunk.subarray(start, end))
      if (!isBlank(frame.bytes)) frames.push(frame)
      start = end + 1
    }
    if (start < chunk.length) builder.add(chunk.subarray(start))
    yield frames
  }
  const last = builder.finish(line, Buffer.alloc(0))
  if (!isBlank(last.bytes)) yield [last]
}

function isBlank(bytes: Buffer): boolean {
  for (let i = 0; i < bytes.length; i++) if (bytes[i]! > 0x20) return false
  return true
}
