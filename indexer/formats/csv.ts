import { type FileContext, toResult } from '../context.ts'
import { reject } from '../rejection.ts'
import { csvRecords, splitRecord } from './csv-records.ts'
import { decode } from '../input/decode.ts'
import { keep } from '../normalize/draft.ts'
import type { Frame } from '../input/frame.ts'
import { ReadError, recordTooLong } from '../read-error.ts'
import type { ReadResult } from '../result.ts'
import { toDraft } from '../normalize/to-draft.ts'

const DELIMITERS = [',', ';', '\t', '|']
/** Every record becomes an object with this many keys: a million of them would take gigabytes. */
const MAX_COLUMNS = 100_000

/** Reads the articles of a table whose first record names its columns. */
export async function* readCsv(
  chunks: AsyncIterable<Buffer>,
  delimiter: string,
  context: FileContext,
): AsyncGenerator<ReadResult[]> {
  let columns: string[] | null = null
  for await (const frames of csvRecords(chunks, delimiter)) {
    if (!columns && frames.length > 0) {
      columns = hasNumberedColumns(context)
        ? numberedColumns(frames[0]!, delimiter, context)
        : toColumns(frames.shift()!, delimiter, context)
    }
    yield frames.map((frame) => readRecord(frame, columns!, delimiter, context))
  }
}

/** The most frequent delimiter in the first line, outside quotes. */
export function detectDelimiter(head: Buffer): string {
  const line = head
    .toString('latin1')
    .trimStart()
    .split('\n', 1)[0]!
    .replace(/"[^"]*"/g, '')
  const count = (sign: string) => line.split(sign).length
  return DELIMITERS.reduce((a, b) => (count(b) > count(a) ? b : a))
}

/** True for a table without a header: --map names its columns by number. */
const hasNumberedColumns = ({ mapped }: FileContext) =>
  mapped.length > 0 && mapped.every((name) => /^[1-9]\d{0,5}$/.test(name))

function numberedColumns(first: Frame, delimiter: string, { mapped }: FileContext): string[] {
  const { length } = splitRecord(decode(first.bytes).text, delimiter)
  const missing = mapped.find((name) => Number(name) > length)
  if (missing !== undefined) {
    throw new ReadError('no-columns', `has ${length} columns and no column ${missing}`, first.line)
  }
  return Array.from({ length }, (_, i) => String(i + 1))
}

function toColumns(header: Frame, delimiter: string, { columnOf, mapped }: FileContext): string[] {
  const names = splitRecord(decode(header.bytes).text, delimiter).map((name) => name.trim())
  const missing = mapped.find((name) => !names.includes(name))
  if (missing !== undefined) {
    throw new ReadError('no-columns', `has no column ${missing}, which --map names`, header.line)
  }
  if (names.length > MAX_COLUMNS) {
    const advice = `names ${names.length} columns, more than ${MAX_COLUMNS}: leave out those that hold nothing of the articles`
    throw new ReadError('no-columns', advice, header.line)
  }
  const hasText = names.some((name) => ['title', 'body'].includes(columnOf(name)?.field ?? ''))
  if (header.tooLong || !hasText) {
    const advice = 'has no column that is known as a title or text: name them with --map'
    throw new ReadError('no-columns', advice, header.line)
  }
  return uniqueNames(names)
}

/** The second "tag" becomes "tag 2"; a column without a name is called by its position. */
function uniqueNames(names: string[]): string[] {
  const seen = new Map<string, number>()
  return names.map((name, i) => {
    if (name === '') return `column ${i + 1}`
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times === 1 ? name : `${name} ${times}`
  })
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
