import { type Column, toText } from '../column.ts'
import type { TableFormat } from '../format.ts'

/** Characters that start a formula in spreadsheets. */
const FORMULA = /^[=+\-@\t\r]/
const NEEDS_QUOTES = /[",\r\n]/

/**
 * CSV (RFC 4180) with a head, in UTF-8; lists are joined by `|`. A text that a spreadsheet would run as a formula gets
 * an apostrophe before it, unless `formulas` is set.
 */
export const CSV: TableFormat = {
  extension: 'csv',
  mediaType: 'text/csv; charset=utf-8',
  writer: (columns, { formulas = false }) => {
    const cells = columns.map((column) => toCell(column, formulas))
    return {
      start: () => `${columns.map(({ name }) => name).join(',')}\r\n`,
      rows: (rows) => rows.map((row) => `${cells.map((cell) => cell(row)).join(',')}\r\n`).join(''),
      end: () => '',
    }
  },
}

function toCell<Row>({ type, value }: Column<Row>, formulas: boolean): (row: Row) => string {
  const isText = type === 'text' || type === 'list' || type === 'date'
  if (!isText) return (row) => toText(value(row)) ?? ''
  return (row) => quoted(defused(toText(value(row)) ?? '', formulas))
}

function defused(text: string, formulas: boolean): string {
  return !formulas && FORMULA.test(text) ? `'${text}` : text
}

function quoted(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
