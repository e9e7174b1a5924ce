import { type Column, type ColumnType, type Value, toText } from '../column.ts'

/** Characters that XML 1.0 cannot contain, even as references. */
// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]/g
const MARKUP = /[&<>"\t\n\r]/g
const REFERENCES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text for an element or an attribute; characters that XML cannot hold become U+FFFD. */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(FORBIDDEN, '\uFFFD')
    .replace(MARKUP, (mark) => REFERENCES[mark] ?? `&#${mark.charCodeAt(0)};`)
}

/** One element for each value of the row that is not missing. */
export function xmlValues<Row>(
  columns: readonly Column<Row>[],
  row: Row,
  element: (name: string, text: string) => string,
): string {
  return columns.map(({ name, value }) => xmlValue(name, value(row), element)).join('')
}

export function xmlValue(
  name: string,
  value: Value,
  element: (name: string, text: string) => string,
): string {
  const text = toText(value)
  return text === null ? '' : element(name, escapeXml(text))
}

/** The type's name in GraphML and GEXF; both treat dates and lists as strings. */
export function xmlType(type: ColumnType): string {
  if (type === 'integer') return 'long'
  if (type === 'number') return 'double'
  return type === 'boolean' ? 'boolean' : 'string'
}
