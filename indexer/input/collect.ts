import { FrameBuilder } from './frame.ts'
import { recordTooLong } from '../read-error.ts'

/** Collects a file that is one record; throws if it exceeds the limit. */
export async function collect(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const builder = new FrameBuilder()
  for await (const chunk of chunks) {
    builder.add(chunk)
    if (builder.isTooLong) break
  }
  const { bytes, tooLong } = builder.finish(1, Buffer.alloc(0))
  if (tooLong) throw recordTooLong()
  return bytes
}
