import { InvalidQueryError } from '../errors.ts'
import { nearest } from '../text/nearest-name.ts'
import { type Column, column, extraColumn } from './column.ts'

/** What rows of one kind look like in every format. */
export interface Table<Row> {
  /** The plural that names the kind, and files of it. */
  name: string
  columns: readonly Column<Row>[]
  /** What a row is, as a sentence. */
  description: string
  /** Different for any two rows; the same in every store and every version. */
  key: (row: Row) => string
}

/** The columns of these names in this order; without names, those that are not extra. Throws InvalidQueryError. */
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

/** A column with the date, and those by which rows are counted over time. */
export function dateColumns<Row>(date: (row: Row) => string | null): Column<Row>[] {
  const cut = (length: number) => (row: Row) => date(row)?.slice(0, length) ?? null
  return [
    column('publishedAt', 'date', 'When the article was published, as far as it is known', date),
    extraColumn('day', 'date', 'The day that the article is dated', cut(10)),
    extraColumn('month', 'text', 'Its month, as 2023-06', cut(7)),
    extraColumn('year', 'text', 'Its year', cut(4)),
  ]
}
