import type { Warning } from '../page.ts'
import type { EntityFilter } from './tree.ts'

/** The warning that says how an ambiguous part of a query was read. */
export type QueryWarning = Required<Warning>

const TEXTS = {
  'stray-bracket': ['This bracket closes nothing', 'an opening bracket before it'],
  'unclosed-bracket': [
    'This bracket is never closed; it was closed at the end',
    'a closing bracket',
  ],
  'empty-brackets': ['These brackets are empty', 'words in the brackets'],
  'unclosed-quote': [
    'This quotation mark is never closed; the phrase goes on to the end',
    'a closing quotation mark',
  ],
  'empty-phrase': ['There is no word in this phrase', 'words between the quotation marks'],
  'missing-operand': ['This operator lacks one of its sides', 'words on both sides'],
  'missing-value': ['Nothing stands after this field', 'a value right after the colon'],
  'space-after-field': [
    'What follows the space was taken for the value of this field',
    'no space after the colon',
  ],
  'unknown-field': [
    'There is no such field',
    'title:, body:, person:, org:, country:, city:, source:, author:, place:, lang:, on:, after: or before:',
  ],
  'lower-case-operator': ['In small letters this is searched as a word', ''],
  'foreign-operator': ['This distance was read as another tool writes it', 'NEAR/5 or THEN/5'],
  'near-operand': [
    'NEAR and THEN join words, phrases and beginnings of words of one field; read as AND',
    'words',
  ],
  'mixed-distances': [
    'A chain has one distance; the widest was taken',
    'the same operator throughout',
  ],
  'not-in-a-sentence': [
    'same() takes words, phrases, beginnings of words and names; this was left out',
    'it outside of same()',
  ],
  'value-wildcard': [
    'Values and names are found by whole words; the wildcard was left out',
    'whole words',
  ],
  regex: ['Regular expressions are not supported; its words are searched', 'words'],
  boost: ['Words cannot be weighted; ^ was left out', 'the word alone'],
  fuzzy: [
    'Similar spellings are not searched; ~ was left out',
    'the word, or a beginning such as port*',
  ],
  'leading-wildcard': ['A word cannot begin with a wildcard', 'a beginning such as port*'],
  'inner-wildcard': ['A wildcard stands only at the end of a word', 'a beginning such as port*'],
} as const

export type WarningCode = keyof typeof TEXTS

const NAMES_SHOWN = 8

export function toWarning(
  code: WarningCode,
  position: number,
  reading: string,
  expected?: string,
): QueryWarning {
  const [message, usual] = TEXTS[code]
  const outcome = reading === '' ? '' : ` (read as ${reading})`
  return { code, message: `${message}${outcome}.`, position, expected: expected ?? usual, reading }
}

/** The warning that a name is unknown or ambiguous. */
export function nameWarning(
  { field, name, start }: EntityFilter,
  holders: readonly { id: string; name: string }[],
): QueryWarning {
  const [first] = holders
  const names = holders.slice(0, NAMES_SHOWN).map((holder) => holder.name)
  const more = holders.length > names.length ? ` and ${holders.length - names.length} more` : ''
  return {
    code: first ? 'ambiguous-name' : 'unknown-name',
    message: first
      ? `“${name}” may be any of ${names.join(', ')}${more}; articles that name any of them are found.`
      : `Nobody and nothing is called “${name}” here.`,
    position: start,
    expected: first ? `${field}:${first.id}` : 'a name as articles write it',
    reading: `${field}:${name}`,
  }
}
