import { splitAuthors } from './authors.ts'
import type { Column, ColumnField } from './columns.ts'
import { type Draft, emptyDraft, keep } from './draft.ts'
import { markupToText } from '../formats/markup.ts'
import { plainText } from './plain-text.ts'
import { ReadError } from '../read-error.ts'

/** A column of a record with a value. */
interface Found {
  name: string
  value: unknown
  column: Column
}
type Fields = Partial<Record<ColumnField, Found>>

/**
 * Keys under which nested objects hold the value: `source: { name: "…" }`, WordPress's `title: {
 * rendered: "…" }`.
 */
const INNER_NAMES = ['name', 'rendered', 'text', 'value', 'content', 'title', '#text', '$t', '_']

/** Reads a record of named values, from JSON or a table. */
export function toDraft(record: unknown, columnOf: (name: string) => Column | null): Draft {
  if (typeof record !== 'object' || record === null || Array.isArray(record)) {
    throw new ReadError('not-a-record', 'is not a record of named values')
  }
  const draft = emptyDraft()
  const fields: Fields = {}
  take(record as Record<string, unknown>, fields, draft, columnOf)
  return fill(draft, fields)
}

function take(
  values: Record<string, unknown>,
  fields: Fields,
  draft: Draft,
  columnOf: (name: string) => Column | null,
): void {
  for (const name in values) {
    const value = values[name]
    if (value === null || value === '') continue
    const column = columnOf(name)
    if (column && toText(value) !== null) offer({ name, value, column }, fields, draft)
    else if (name === NESTED && isRecord(value)) take(value, fields, draft, columnOf)
    else keep(draft.metadata, name, value)
  }
}

/** Key under which some services nest the article's content. */
const NESTED = 'fields'

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Of several columns for one field, the best is used and the others are kept as metadata. */
function offer(candidate: Found, fields: Fields, draft: Draft): void {
  const { field, rank } = candidate.column
  const holder = fields[field]
  const isBetter = !holder || rank < holder.column.rank
  if (isBetter) fields[field] = candidate
  const other = isBetter ? holder : candidate
  if (other) keep(draft.metadata, other.name, other.value)
}

function fill(draft: Draft, fields: Fields): Draft {
  draft.title = textOf(fields.title) ?? ''
  draft.body = textOf(fields.body) ?? ''
  draft.url = textOf(fields.url)
  draft.ownId = textOf(fields.id) ?? draft.url
  draft.date = textOf(fields.date)
  draft.source = textOf(fields.source)
  draft.authors = fields.authors ? [...new Set(toAuthors(fields.authors.value))] : []
  draft.language = textOf(fields.language)
  draft.place = textOf(fields.place)
  draft.dateline = textOf(fields.dateline)
  return draft
}

function textOf(found: Found | undefined): string | null {
  if (!found) return null
  const text = toText(found.value)!
  const { field, isMarkup } = found.column
  if (isMarkup || isRendered(found.value)) return plainText(markupToText(text))
  if (field === 'url' || field === 'id' || field === 'date') return text.trim()
  const plain = plainText(text)
  return field === 'title' || field === 'body' ? plain : plain.trim()
}

/** The text of a value, a list or a nested object; null if there is none. */
function toText(value: unknown, levels = 2): string | null {
  if (typeof value === 'string') return /\S/.test(value) ? value : null
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'object' || value === null || levels === 0) return null
  if (Array.isArray(value)) {
    const texts = value.map((item) => toText(item, levels - 1)).filter((text) => text !== null)
    return texts.length > 0 ? texts.join('\n\n') : null
  }
  const inner = value as Record<string, unknown>
  for (const name of INNER_NAMES) {
    const text = Object.hasOwn(inner, name) ? toText(inner[name], levels - 1) : null
    if (text !== null) return text
  }
  return null
}

const isRendered = (value: unknown) =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, 'rendered')

function toAuthors(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(toAuthors)
  const text = toText(value)
  return text === null ? [] : splitAuthors(plainText(text))
}
