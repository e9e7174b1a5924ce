import { type Frame, FrameBuilder } from '../input/frame.ts'
import { ReadError } from '../read-error.ts'

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const NEWLINE = 0x0a
const OPEN_BRACE = 0x7b
const CLOSE_BRACE = 0x7d
const OPEN_BRACKET = 0x5b
const CLOSE_BRACKET = 0x5d

/**
 * Yields the elements of a JSON array, or consecutive values, as many at once as a chunk completes.
 */
export async function* jsonValues(
  chunks: AsyncIterable<Buffer>,
  limit?: number,
): AsyncGenerator<Frame[]> {
  const cutter = createCutter(limit)
  for await (const chunk of chunks) yield cutter.cut(chunk)
  const last = cutter.end()
  if (last) yield [last]
  if (cutter.isInArray()) throw new ReadError('not-json', 'ends before its JSON array does')
}

/** Tracks only strings and brackets: whether a value is valid is up to the parser. */
function createCutter(limit: number | undefined) {
  const builder = new FrameBuilder(limit)
  let line = 1
  let startLine = 1
  let isInArray = false
  let isInValue = false
  let isInString = false
  let isEscaped = false
  let depth = 0

  /** True if the byte is the last one of a value. */
  function endsValue(byte: number): boolean {
    if (isInString) {
      if (isEscaped) isEscaped = false
      else if (byte === BACKSLASH) isEscaped = true
      else if (byte === QUOTE) isInString = false
      return !isInString && depth === 0
    }
    if (byte === QUOTE) isInString = true
    else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth++
    else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) return --depth <= 0
    return false
  }

  /** Numbers and words end only before a separator. */
  const endsBefore = (byte: number) =>
    depth === 0 && !isInString && (byte <= 0x20 || byte === COMMA || byte === CLOSE_BRACKET)

  function startsValue(byte: number): boolean {
    if (byte <= 0x20 || byte === COMMA) return false
    if (byte === OPEN_BRACKET && !isInArray) isInArray = true
    else if (byte === CLOSE_BRACKET && isInArray) isInArray = false
    else return true
    return false
  }

  function cut(chunk: Buffer): Frame[] {
    const frames: Frame[] = []
    let start = 0
    const finish = (end: number) => {
      frames.push(builder.finish(startLine, chunk.subarray(start, end)))
      isInValue = false
      depth = 0
    }
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i]!
      if (isInValue && endsBefore(byte)) finish(i)
      if (!isInValue && startsValue(byte)) {
        isInValue = true
        start = i
        startLine = line
      }
      if (isInValue && endsValue(byte)) finish(i + 1)
      if (byte === NEWLINE) line++
    }
    if (isInValue) builder.add(chunk.subarray(start))
    return frames
  }

  return {
    cut,
    end: () => (isInValue ? builder.finish(startLine, Buffer.alloc(0)) : null),
    isInArray: () => isInArray,
  }
}
