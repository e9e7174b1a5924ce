import { type FileContext, reject, toResult } from '../context.ts'
import { csvRecords, splitRecord } from './csv-records.ts'
import { decode } from '../input/decode.ts'
import { keep } from '../normalize/draft.ts'
import type { Frame } from '../input/frame.ts'
import { recordTooLong } from './json.ts'
import { ReadError } from '../read-error.ts'
import type { ReadResult } from '../result.ts'
import { toDraft } from '../normalize/to-draft.ts'

const DELIMITERS = [',', ';', '\t', '|']

/** The articles of a table whose first record names its columns. */
export async function* readCsv(
  chunks: AsyncIterable<Buffer>,
  delimiter: string,
  context: FileContext,
): AsyncGenerator<ReadResult[]> {
  let columns: string[] | null = null
  for await (const frames of csvRecords(chunks, delimiter)) {
    if (!columns && frames.length > 0) columns = toColumns(frames.shift()!, delimiter, context)
    yield frames.map((frame) => readRecord(frame, columns!, delimiter, context))
  }
}

/** The sign that stands most often in the first line, outside quotes. */
export function detectDelimiter(head: Buffer): string {
  const line = head
    .toString('latin1')
    .trimStart()
    .split('\n', 1)[0]!
    .replace(/"[^"]*"/g, '')
  const count = (sign: string) => line.split(sign).length
  return DELIMITERS.reduce((a, b) => (count(b) > count(a) ? b : a))
}

function toColumns(header: Frame, delimiter: string, { columnOf, mapped }: FileContext): string[] {
  const names = splitRecord(decode(header.bytes).text, delimiter).map((name) => name.trim())
  const missing = mapped.find((name) => !names.includes(name))
  if (missing !== undefined) {
    throw new ReadError('no-columns', `has no column ${missing}, which --map names`, header.line)
  }
  const hasText = names.some((name) => ['title', 'body'].includes(columnOf(name)?.field ?? ''))
  if (header.tooLong || !hasText) {
    const advice = 'has no column that is known as a title or text: name them with --map'
    throw new ReadError('no-columns', advice, header.line)
  }
  return names.map((name, i) => uniqueName(name, i, names))
}

function uniqueName(name: string, i: number, names: string[]): string {
  if (name === '') return `column ${i + 1}`
  const earlier = names.slice(0, i).filter((other) => other === name).length
  return earlier === 0 ? name : `${name} ${earlier + 1}`
}

function readRecord(
  { line, bytes, tooLong }: Frame,
  columns: string[],
  delimiter: string,
  context: FileContext,
): ReadResult {
  if (tooLong) return reject(context.path, line, recordTooLong(), bytes)
  return toResult(context, line, bytes, () => {
    const { text, doubt } = decode(bytes)
    const draft = toDraft(toRecord(splitRecord(text, delimiter), columns), context.columnOf)
    if (doubt) draft.warnings.push(`the text ${doubt}`)
    return draft
  })
}

function toRecord(fields: string[], columns: string[]): Record<string, unknown> {
  const surplus = fields.slice(columns.length)
  if (fields.length < columns.length || surplus.some((field) => field.trim() !== '')) {
    throw new ReadError(
      'ragged',
      `has ${fields.length} fields where the first line names ${columns.length}`,
    )
  }
  const record: Record<string, unknown> = {}
  columns.forEach((name, i) => keep(record, name, fields[i]!))
  return record
}
