import type { Column } from '../column.ts'
import type { TableFormat } from '../format.ts'

/** JSON Lines: an object per line, lists as arrays. */
export const JSONL: TableFormat = {
  extension: 'jsonl',
  mediaType: 'application/x-ndjson',
  writer: (columns) => ({
    start: () => '',
    rows: (rows) => rows.map((row) => `${JSON.stringify(toObject(columns, row))}\n`).join(''),
    end: () => '',
  }),
}

/** The values of a row by the names of their columns. */
export function toObject<Row>(columns: readonly Column<Row>[], row: Row): Record<string, unknown> {
  const object: Record<string, unknown> = {}
  for (const { name, value } of columns) object[name] = value(row)
  return object
}
