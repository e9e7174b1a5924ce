import { isFunctionWord } from '../text/function-words.ts'
import type { Total, Warning } from '../page.ts'
import { joined } from './chain.ts'
import { printQuery } from './print.ts'
import { isOneWord } from './terms.ts'
import { type Query, isTerm } from './tree.ts'

/*
 * A query without operators is read strictly at first: all of its words. Where that finds next to nothing in the whole
 * archive, most of its telling words are enough, then any of them. Filters, pages and sorts have no say in it, so that
 * every list and count of one query is of the same articles.
 */

/** How many words of a plain query must match. */
export const STEPS = ['all', 'most', 'any'] as const
export type Step = (typeof STEPS)[number]

/** The requested step; `auto` goes down the ladder. */
export const MATCHES = ['auto', ...STEPS] as const
export type Match = (typeof MATCHES)[number]

/** A query with at least this many telling words counts as a question. */
const QUESTION_WORDS = 3
/** A question with fewer hits goes one step down. */
const ENOUGH_FOR_A_QUESTION = 10

/** The words of a query without operators. */
export interface PlainQuery {
  /** One term per word, in one or several spellings. */
  words: Query[]
  /** Quoted phrases, required at every step. */
  required: Query[]
}

/** Null for a query with operators or with fewer than two words. `text` is what was typed. */
export function readPlain(query: Query | null, text: string): PlainQuery | null {
  const parts = query?.type === 'and' ? query.parts : query ? [query] : []
  const isQuoted = ({ start }: Query) => QUOTE.test(text[start]!)
  const isPlain = parts.length > 1 && parts.every(isWord)
  if (!isPlain) return null
  const required = parts.filter(isQuoted)
  const words = parts.filter((part) => !isQuoted(part))
  return words.length > 0 ? { words, required } : null
}

const QUOTE = /["“”„‟«»〝〞＂]/

function isWord(query: Query): boolean {
  if (query.type === 'or') return isOneWord(query) && query.parts.every(isWord)
  return isTerm(query) && query.field === null && query.type !== 'prefix'
}

/** The distinct telling words, or all words if none is telling. */
export function tellingWords(words: readonly Query[]): Query[] {
  const distinct = [...new Map(words.map((word) => [printQuery(word), word])).values()]
  const telling = distinct.filter((word) => word.type !== 'word' || !isFunctionWord(word.word))
  return telling.length > 0 ? telling : distinct
}

/** The query of each step, without steps that ask for as much as the one above. */
export function stepsOf({ words, required }: PlainQuery): { step: Step; query: Query }[] {
  const telling = tellingWords(words)
  const least = Math.ceil((telling.length * 2) / 3)
  const all = [...required, ...words].sort((a, b) => a.start - b.start)
  const span = { start: all[0]!.start, end: all.at(-1)!.end }
  const withRequired = (query: Query) => ({ ...joined('and', [...required, query])!, ...span })
  const most: Query =
    least < telling.length
      ? { type: 'some', least, parts: telling, ...span }
      : joined('and', telling)!
  return [
    { step: 'all', query: { type: 'and', parts: all, ...span } },
    ...(least > 1 ? [{ step: 'most' as const, query: withRequired(most) }] : []),
    { step: 'any', query: withRequired(joined('or', telling.flatMap(partsOf))!) },
  ]
}

/** With `any`, a part of "east-west" is enough, but not a letter of "U.S.". */
function partsOf(word: Query): Query[] {
  // The typed spelling comes first.
  const [typed, ...others] = word.type === 'or' ? word.parts : [word]
  if (typed?.type !== 'phrase' || typed.words.some(({ length }) => length < 2)) return [word]
  const { start, end, field } = typed
  return [
    ...typed.words.map((part): Query => ({ type: 'word', word: part, field, start, end })),
    ...others,
  ]
}

/** The first step that finds enough; `totals` are of the whole archive, in step order. */
export function stepDown({ words }: PlainQuery, totals: readonly Total[]): number {
  const enough = tellingWords(words).length >= QUESTION_WORDS ? ENOUGH_FOR_A_QUESTION : 1
  const found = totals.findIndex(({ value }) => value >= enough)
  return found < 0 ? lastThatFinds(totals) : found
}

/** If all steps find little, the one that finds most; the strict one if nothing is found. */
function lastThatFinds(totals: readonly Total[]): number {
  const most = Math.max(...totals.map(({ value }) => value))
  return totals.findIndex(({ value }) => value === most)
}

const READ_AS: Record<Step, string> = {
  all: '',
  most: 'articles with most of them are shown',
  any: 'articles with any of them are shown',
}

/** The warning that a plain query went down; null if it did not. */
export function widenedWarning(step: Step, all: Total): Warning | null {
  if (step === 'all') return null
  const found =
    all.value === 0
      ? 'No article has'
      : `Only ${all.value} ${all.value === 1 ? 'article has' : 'articles have'}`
  return {
    code: 'widened',
    message: `${found} all of these words: ${READ_AS[step]}.`,
    expected: 'match=all for all of them',
  }
}
