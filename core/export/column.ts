export type ColumnType = 'text' | 'integer' | 'number' | 'boolean' | 'date' | 'list'

/** A date is ISO 8601; a list holds texts; null is a value that is missing. */
export type Value = string | number | boolean | readonly string[] | null

/** One column of a table: rows of any format take their values from here. */
export interface Column<Row> {
  name: string
  type: ColumnType
  description: string
  /** True where it is left out unless it is selected. */
  isExtra?: boolean
  value: (row: Row) => Value
}

/** Joins the values of a list where a format has no lists. */
export const LIST_SEPARATOR = '|'

/** The value as text; null where it is missing. Numbers that are not finite are missing. */
export function toText(value: Value): string | null {
  if (value === null || (typeof value === 'number' && !Number.isFinite(value))) return null
  return typeof value === 'object' ? value.join(LIST_SEPARATOR) : String(value)
}

/** Makes columns of one kind of row, which a reader sees as a table. */
export function column<Row>(
  name: string,
  type: ColumnType,
  description: string,
  value: (row: Row) => Value,
): Column<Row> {
  return { name, type, description, value }
}

/** A column that is left out unless it is selected. */
export function extraColumn<Row>(...definition: Parameters<typeof column<Row>>): Column<Row> {
  return { ...column(...definition), isExtra: true }
}
