import { type Frame, FrameBuilder } from '../input/frame.ts'

const QUOTE = 0x22
const NEWLINE = 0x0a
const CARRIAGE_RETURN = 0x0d

type State = 'field-start' | 'plain' | 'quoted' | 'quote-in-quoted'

/**
 * Yields the records of a table, as many at once as a chunk completes; quoted fields may contain
 * line breaks. Records are cut as bytes, before anything is decoded or kept, so that neither a bad
 * byte nor an endless field affects others.
 */
export async function* csvRecords(
  chunks: AsyncIterable<Buffer>,
  delimiter: string,
  limit?: number,
): AsyncGenerator<Frame[]> {
  const cutter = createCutter(delimiter.charCodeAt(0), limit)
  for await (const chunk of chunks) yield cutter.cut(chunk)
  yield cutter.end()
}

function createCutter(delimiter: number, limit: number | undefined) {
  const builder = new FrameBuilder(limit)
  let state: State = 'field-start'
  let line = 1
  let startLine = 1

  /**
   * A quote opens a field only at its beginning, and closes it only before a delimiter or the end
   * of the line.
   */
  function next(byte: number): State {
    if (state === 'quoted') return byte === QUOTE ? 'quote-in-quoted' : 'quoted'
    if (byte === delimiter) return 'field-start'
    if (state === 'quote-in-quoted') return byte === CARRIAGE_RETURN ? state : 'quoted'
    return state === 'field-start' && byte === QUOTE ? 'quoted' : 'plain'
  }

  function cut(chunk: Buffer): Frame[] {
    const frames: Frame[] = []
    let start = 0
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i]!
      if (byte === NEWLINE) line++
      if (byte !== NEWLINE || state === 'quoted') {
        state = next(byte)
        continue
      }
      frames.push(builder.finish(startLine, chunk.subarray(start, i)))
      state = 'field-start'
      start = i + 1
      startLine = line
    }
    builder.add(chunk.subarray(start))
    return frames.filter(isNotEmpty)
  }

  return {
    cut,
    end: () => [builder.finish(startLine, Buffer.alloc(0))].filter(isNotEmpty),
  }
}

const isNotEmpty = ({ bytes }: Frame) =>
  bytes.length > 1 || (bytes.length === 1 && bytes[0] !== CARRIAGE_RETURN)

/** Splits one record into fields. */
export function splitRecord(text: string, delimiter: string): string[] {
  const record = text.endsWith('\r') ? text.slice(0, -1) : text
  if (!record.includes('"')) return record.split(delimiter)

  const fields: string[] = []
  for (let at = 0; at <= record.length;) {
    const { value, end } =
      record[at] === '"' ? quotedField(record, at, delimiter) : plainField(record, at, delimiter)
    fields.push(value)
    at = end + 1
  }
  return fields
}

function plainField(record: string, start: number, delimiter: string) {
  const found = record.indexOf(delimiter, start)
  const end = found < 0 ? record.length : found
  return { value: record.slice(start, end), end }
}

function quotedField(record: string, start: number, delimiter: string) {
  let value = ''
  for (let from = start + 1; ;) {
    const quote = record.indexOf('"', from)
    if (quote < 0) return { value: value + record.slice(from), end: record.length }
    const after = record[quote + 1]
    value += record.slice(from, quote)
    if (after === undefined || after === delimiter) return { value, end: quote + 1 }
    value += '"'
    from = after === '"' ? quote + 2 : quote + 1
  }
}
