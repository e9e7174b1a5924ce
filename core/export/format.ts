import type { Column } from './column.ts'

/** Turns rows into a file, a batch at a time: `start`, any number of `rows`, `end`. */
export interface TableWriter<Row> {
  start(): Uint8Array | string
  rows(rows: readonly Row[]): Uint8Array | string
  end(): Uint8Array | string
}

export interface WriterOptions {
  /** Do not escape CSV cells that spreadsheets would run as formulas. */
  formulas?: boolean | undefined
  /** Members of a JSON document other than its rows. */
  about?: Record<string, unknown> | undefined
}

export interface TableFormat {
  extension: string
  mediaType: string
  writer<Row>(columns: readonly Column<Row>[], options: WriterOptions): TableWriter<Row>
}

/** Formats by file extension. A format's libraries are loaded on first use. */
export const TABLE_FORMATS = {
  json: async () => (await import('./formats/json.ts')).JSON_DOCUMENT,
  jsonl: async () => (await import('./formats/jsonl.ts')).JSONL,
  csv: async () => (await import('./formats/csv.ts')).CSV,
  parquet: async () => (await import('./formats/parquet.ts')).PARQUET,
  arrow: async () => (await import('./formats/arrow.ts')).ARROW,
} as const satisfies Record<string, () => Promise<TableFormat>>

export type TableFormatName = keyof typeof TABLE_FORMATS

/** Media types accepted in `Accept`. */
export const TABLE_MEDIA_TYPES: Record<TableFormatName, string> = {
  json: 'application/json',
  jsonl: 'application/x-ndjson',
  csv: 'text/csv',
  parquet: 'application/vnd.apache.parquet',
  arrow: 'application/vnd.apache.arrow.stream',
}

const UTF8 = new TextEncoder()

/** The bytes of a whole file. Reads the next batch of rows once the previous one was written. */
export async function* writeTable<Row>(
  format: TableFormat,
  columns: readonly Column<Row>[],
  batches: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>,
  options: WriterOptions = {},
): AsyncGenerator<Uint8Array> {
  const writer = format.writer(columns, options)
  yield toBytes(writer.start())
  for await (const rows of batches) {
    const written = toBytes(writer.rows(rows))
    if (written.length > 0) yield written
  }
  yield toBytes(writer.end())
}

function toBytes(written: Uint8Array | string): Uint8Array {
  return typeof written === 'string' ? UTF8.encode(written) : written
}
