import { InvalidQueryError } from '../errors.ts'
import { nearest } from '../text/nearest-name.ts'
import { type Column, column, extraColumn } from './column.ts'

/** The columns of one kind of row, in every format. */
export interface Table<Row> {
  /** Plural name of the kind, also used for file names. */
  name: string
  columns: readonly Column<Row>[]
  /** A sentence that says what a row is. */
  description: string
  /** A unique key, the same in every store and version. */
  key: (row: Row) => string
}

/** The named columns in this order, or all non-extra ones. Throws InvalidQueryError for unknown names. */
export function selectColumns<Row>(
  { name: kind, columns }: Table<Row>,
  names: readonly string[] | undefined,
  parameter = 'select',
): Column<Row>[] {
  if (names === undefined) return columns.filter(({ isExtra }) => !isExtra)
  return [...new Set(names)].map((name) => {
    const found = columns.find((one) => one.name === name)
    if (found) return found
    const known = columns.map((one) => one.name)
    const meant = nearest(name, known)
    const hint = meant === undefined ? `; they are ${known.join(', ')}` : `; did you mean ${meant}?`
    throw new InvalidQueryError(`${kind} have no column ${name.slice(0, 60)}${hint}`, { parameter })
  })
}

/** A column with the date, and those for grouping by time. */
export function dateColumns<Row>(date: (row: Row) => string | null): Column<Row>[] {
  const cut = (length: number) => (row: Row) => date(row)?.slice(0, length) ?? null
  return [
    column('publishedAt', 'date', 'When the article was published, as far as it is known', date),
    extraColumn('day', 'date', 'The day that the article is dated', cut(10)),
    extraColumn('month', 'text', 'Its month, as 2023-06', cut(7)),
    extraColumn('year', 'text', 'Its year', cut(4)),
  ]
}
