import { type EntityField, type Field, type KeywordField, type TextField } from '../fields.ts'
import { FIELDS, TEXT_FIELDS, entityKindOf } from '../fields.ts'
import { nearest } from '../text/nearest-name.ts'
import { composed, words } from '../text.ts'
import { joined, toNear } from './chain.ts'
import { withoutForeignSigns } from './foreign.ts'
import { type Notes, refuse } from './notes.ts'
import { printQuery } from './print.ts'
import { otherSpellings, withoutPossessive } from './spellings.ts'
import type { Token } from './tokenize.ts'
import type { DateRelation, Query, Term } from './tree.ts'
import { readWhen } from './when.ts'

/** Names allowed before a colon. */
export type Scope = Field | 'entity' | DateRelation

const SCOPES = [...(Object.keys(FIELDS) as Field[]), 'entity', 'on', 'after', 'before']
export const isScope = (name: string): name is Scope => SCOPES.includes(name)

const MIN_PREFIX = 3
const MAX_PHRASE = 64
/** Matches "3 March 1987". */
const MAX_DATE_TOKENS = 3

/** Reads a word, phrase or value; takes further tokens of a date from `rest`. */
export function readLeaf(
  token: Token,
  scope: Scope | null,
  notes: Notes,
  rest: readonly Token[],
): { query: Query | null; taken: number } {
  if (token.problem === 'unclosed-quote') notes.warn('unclosed-quote', token)
  if (scope === null || isTextField(scope)) {
    const read = token.type === 'quoted' ? readPhrase : readWord
    return { query: read(token, scope, notes), taken: 0 }
  }
  if (scope === 'date') return readDate(token, 'on', rest)
  if (scope === 'on' || scope === 'after' || scope === 'before') return readDate(token, scope, rest)
  return { query: readValue(token, scope, notes), taken: 0 }
}

export const isTextField = (scope: Scope | null): scope is TextField =>
  TEXT_FIELDS.some((field) => field === scope)

/** The words of a text, counted against the limit. */
export function readWords({ text, ...at }: Token, notes: Notes): string[] {
  const found = words(composed(text)).map(({ word }) => word)
  for (const word of found) notes.count(word, at)
  return found
}

function readValue(
  token: Token,
  field: KeywordField | EntityField | 'entity',
  notes: Notes,
): Query | null {
  const { start, end } = token
  const { text, code } = token.type === 'quoted' ? { text: token.text, code: null } : bare(token)
  const found = words(composed(text)).map(({ word }) => word)
  if (found.length === 0) {
    notes.warn('missing-value', token)
    return null
  }
  notes.count(`${field}:${found.join(' ')}`, token)
  const query: Query = isOfEntities(field)
    ? { type: 'entity', field, name: composed(text).trim(), start, end }
    : { type: 'value', field, words: found, start, end }
  if (code) notes.warn('value-wildcard', token, printQuery(query))
  return query
}

const isOfEntities = (
  field: KeywordField | EntityField | 'entity',
): field is EntityField | 'entity' => field === 'entity' || entityKindOf(field) !== null

function bare({ text }: Token) {
  const { text: rest, code } = withoutForeignSigns(text)
  const isPrefix = rest.endsWith('*')
  return { text: rest.replace(/\*+$/, ''), code: code ?? (isPrefix ? 'inner-wildcard' : null) }
}

/** Takes as many tokens as form a date. */
function readDate(token: Token, relation: DateRelation, rest: readonly Token[]) {
  for (let size = token.type === 'quoted' ? 1 : MAX_DATE_TOKENS; size > 0; size--) {
    const parts = [token, ...rest.slice(0, size - 1)]
    const when = readWhen(parts.map(({ text }) => text).join(' '))
    if (when === null) continue
    const query: Query = {
      type: 'date',
      relation,
      when,
      start: token.start,
      end: parts.at(-1)!.end,
    }
    return { query, taken: parts.length - 1 }
  }
  return refuse(
    `${token.text} is no date: write ${relation}:2023-06-22, 2023-06, 2023, "22 June 2023" or -30d`,
    token.start,
  )
}

function readPhrase(token: Token, field: TextField | null, notes: Notes): Query | null {
  const { count, start, end } = token
  const found = readWords(token, notes)
  if (found.length > MAX_PHRASE) refuse(`a phrase has at most ${MAX_PHRASE} words`, start)
  if (found.length === 0) {
    notes.warn('empty-phrase', token)
    return null
  }
  if (found.length === 1 && count !== null) notes.warn('fuzzy', token, `"${found[0]}"`)
  if (found.length === 1 || count === null) {
    return { type: 'phrase', words: found, field, start, end }
  }
  const operands = found.map((word): Term[] => [{ type: 'word', word, field, start, end }])
  return toNear({ ordered: false, distance: count, operands, field, start, end })
}

function readWord(token: Token, field: TextField | null, notes: Notes): Query | null {
  const { text, code } = withoutForeignSigns(token.text)
  const query = inAllSpellings({ ...token, text }, field, notes)
  const reading = query ? printQuery(query) : ''
  if (code) notes.warn(code, token, reading)
  if (token.problem === 'unknown-field') {
    const name = token.text.slice(0, token.text.indexOf(':'))
    const meant = nearest(name.toLowerCase(), SCOPES)
    notes.warn('unknown-field', token, reading, meant && `${meant}:`)
  }
  return query
}

/** A word with several spellings matches all of them. */
function inAllSpellings(token: Token, field: TextField | null, notes: Notes): Query | null {
  const text = withoutPossessive(token.text)
  const query = toTerm({ ...token, text }, field, notes)
  if (query?.type !== 'word' && query?.type !== 'phrase') return query
  const at = { field, start: token.start, end: token.end }
  const others = otherSpellings(text).map((spelling): Term =>
    spelling.length === 1
      ? { type: 'word', word: spelling[0]!, ...at }
      : { type: 'phrase', words: spelling, ...at },
  )
  return joined('or', [query, ...others])
}

function toTerm(token: Token, field: TextField | null, notes: Notes): Query | null {
  const at = { field, start: token.start, end: token.end }
  const found = readWords(token, notes)
  const last = found.at(-1)
  if (last === undefined) return null
  if (found.length > MAX_PHRASE) refuse(`a phrase has at most ${MAX_PHRASE} words`, token.start)
  if (!token.text.endsWith('*')) {
    return found.length === 1
      ? { type: 'word', word: last, ...at }
      : { type: 'phrase', words: found, ...at }
  }
  if (last.length < MIN_PREFIX) {
    refuse(`at least ${MIN_PREFIX} letters stand before *`, token.start)
  }
  const prefix: Term = { type: 'prefix', prefix: last, ...at }
  if (found.length === 1) return prefix
  const before = found.slice(0, -1).map((word): Term[] => [{ type: 'word', word, ...at }])
  return toNear({ ordered: true, distance: 0, operands: [...before, [prefix]], ...at })
}
