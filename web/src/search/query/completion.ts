import { FIELDS, KEYWORD_FIELDS, type EntityField, type KeywordField } from '#core/fields.ts'

/** What is being typed at the cursor; a choice replaces `[start, end)`. */
export type Typed =
  | { type: 'field'; start: number; end: number; beginning: string }
  | { type: 'value'; start: number; end: number; field: KeywordField; beginning: string }
  | { type: 'name'; start: number; end: number; field: EntityField | 'entity'; beginning: string }

/** Prefixes before a colon in a query, with their meanings. */
const PREFIXES: Record<string, string> = {
  title: 'words in the title',
  body: 'words in the text',
  person: 'a person, by any name',
  org: 'an organization, by any name',
  country: 'a country, by name or code',
  city: 'a city, by name or by its country’s code',
  source: 'the outlet',
  author: 'who wrote it',
  place: 'the place in the dateline',
  lang: 'the language',
  after: 'dated so or later: 2023, March 2023, -30d',
  before: 'dated so or earlier',
  on: 'dated so',
}

const WITH_VALUE = /(?:^|[\s(-])(\w+):("[^"]*|[^\s"()]*)$/
const WORD = /(?:^|[\s(-])(\p{L}{2,})$/u

/** Null if no field is being typed. */
export function typedAt(text: string, cursor: number): Typed | null {
  const before = text.slice(0, cursor)
  const [, field, value] = WITH_VALUE.exec(before) ?? []
  if (field !== undefined && value !== undefined) {
    const [start, end] = [cursor - value.length, cursor + rest(text, cursor, value)]
    const beginning = value.replace(/^"/, '')
    const keyword = KEYWORD_FIELDS.find((name) => name === field)
    if (keyword) return { type: 'value', start, end, field: keyword, beginning }
    return isNamed(field) ? { type: 'name', start, end, field, beginning } : null
  }
  const [, word] = WORD.exec(before) ?? []
  if (word === undefined || /^\p{L}/u.test(text.slice(cursor))) return null
  return { type: 'field', start: cursor - word.length, end: cursor, beginning: word.toLowerCase() }
}

/** Fields with this prefix, and their meanings. */
export function fieldsBeginning(beginning: string): { name: string; means: string }[] {
  return Object.entries(PREFIXES)
    .filter(([name]) => name.startsWith(beginning))
    .map(([name, means]) => ({ name, means }))
}

/** A value as written after the colon, quoted if necessary. */
export function quotedValue(value: string): string {
  return /^[\p{L}\p{N}-]+$/u.test(value) ? value : `"${value.replaceAll('"', '')}"`
}

const isNamed = (field: string): field is EntityField | 'entity' =>
  field === 'entity' || (field in FIELDS && /^(person|org|country)$/.test(field))

/** Length of the rest of a quoted value after the cursor, including its closing quote. */
function rest(text: string, cursor: number, value: string): number {
  return value.startsWith('"') ? (/^[^"]*"?/.exec(text.slice(cursor))?.[0].length ?? 0) : 0
}
