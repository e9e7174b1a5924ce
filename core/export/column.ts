export type ColumnType = 'text' | 'integer' | 'number' | 'boolean' | 'date' | 'list'

/** Dates are ISO 8601, lists hold strings, null is a missing value. */
export type Value = string | number | boolean | readonly string[] | null

/** A column of a table; every format takes its values from here. */
export interface Column<Row> {
  name: string
  type: ColumnType
  description: string
  /** True if the column is only included when selected. */
  isExtra?: boolean
  value: (row: Row) => Value
}

/** Separator of list values in formats without lists. */
export const LIST_SEPARATOR = '|'

/** The value as text; null if missing. Non-finite numbers count as missing. */
export function toText(value: Value): string | null {
  if (value === null || (typeof value === 'number' && !Number.isFinite(value))) return null
  return typeof value === 'object' ? value.join(LIST_SEPARATOR) : String(value)
}

/** Builds the columns of one kind of row. */
export function column<Row>(
  name: string,
  type: ColumnType,
  description: string,
  value: (row: Row) => Value,
): Column<Row> {
  return { name, type, description, value }
}

/** A column that is only included when selected. */
export function extraColumn<Row>(...definition: Parameters<typeof column<Row>>): Column<Row> {
  return { ...column(...definition), isExtra: true }
}
