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

/** How many of the words of a plain query must be there. */
export const STEPS = ['all', 'most', 'any'] as const
export type Step = (typeof STEPS)[number]

/** What is asked for: `auto` goes down the ladder. */
export const MATCHES = ['auto', ...STEPS] as const
export type Match = (typeof MATCHES)[number]

/** From so many telling words on, a query is taken for a question. */
const QUESTION_WORDS = 4
/** A question with fewer hits goes down. */
const ENOUGH_FOR_A_QUESTION = 10

/** The words of a query without operators. */
export interface PlainQuery {
  /** One each, in one way of writing it or in several. */
  words: Query[]
  /** What stands in quotation marks must be there at every step. */
  required: Query[]
}

/** Null for a query with operators, and for one without at least two words. `text` is what was typed. */
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

/** The words that say what is asked about; all of them where none does. Repeated ones are one. */
export function tellingWords(words: readonly Query[]): Query[] {
  const distinct = [...new Map(words.map((word) => [printQuery(word), word])).values()]
  const telling = distinct.filter((word) => word.type !== 'word' || !isFunctionWord(word.word))
  return telling.length > 0 ? telling : distinct
}

/** What a plain query asks for at each step; a step that asks for no less than the one above is left out. */
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

/** Any part of "east-west" is enough where any word is; letters of "U.S." say nothing by themselves. */
function partsOf(word: Query): Query[] {
  // What was typed comes before other ways of writing it.
  const [typed, ...others] = word.type === 'or' ? word.parts : [word]
  if (typed?.type !== 'phrase' || typed.words.some(({ length }) => length < 2)) return [word]
  const { start, end, field } = typed
  return [
    ...typed.words.map((part): Query => ({ type: 'word', word: part, field, start, end })),
    ...others,
  ]
}

/** The first step that finds enough; `totals` are those of the whole archive, in the order of the steps. */
export function stepDown({ words }: PlainQuery, totals: readonly Total[]): number {
  const enough = tellingWords(words).length >= QUESTION_WORDS ? ENOUGH_FOR_A_QUESTION : 1
  const found = totals.findIndex(({ value }) => value >= enough)
  return found < 0 ? lastThatFinds(totals) : found
}

/** Of steps that all find little, the one that finds most; the strict one where nothing is found at all. */
function lastThatFinds(totals: readonly Total[]): number {
  const most = Math.max(...totals.map(({ value }) => value))
  return totals.findIndex(({ value }) => value === most)
}

const READ_AS: Record<Step, string> = {
  all: '',
  most: 'articles with most of them are shown',
  any: 'articles with any of them are shown',
}

/** Says that a plain query went down; null where it did not. */
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
