import { InvalidQueryError } from '../errors.ts'
import { composed, words } from '../text.ts'
import { type Token, tokenize } from './tokenize.ts'

/** A search as a tree; words are folded as `core/text.ts` folds texts. Positions are UTF-16 units into the query. */
export type Query =
  | { type: 'and'; parts: Query[] }
  | { type: 'or'; parts: Query[] }
  | { type: 'not'; part: Query }
  | Term

export type Term = { start: number; end: number } & (
  | { type: 'word'; word: string }
  /** Words that follow each other as written. */
  | { type: 'phrase'; words: string[] }
  /** Words that begin so, three letters at least. */
  | { type: 'prefix'; prefix: string }
)

const MAX_LENGTH = 1024
const MAX_TERMS = 32
const MAX_DEPTH = 16

/**
 * Reads what a person typed. NOT and `-` bind tightest, then AND (or nothing between two words), then OR. Null if
 * nothing was typed; throws InvalidQueryError with the position of what cannot be read.
 */
export function parseQuery(text: string): Query | null {
  if (text.length > MAX_LENGTH) fail(`a query has at most ${MAX_LENGTH} characters`, MAX_LENGTH)
  const tokens = tokenize(text)
  if (tokens.length === 0) return null

  const parser = new Parser(tokens, text.length)
  const query = parser.any(0)
  parser.expectEnd()
  return query
}

/** Every word, phrase and prefix that a match may hold: the parts to highlight. */
export function positiveTerms(query: Query | null): Term[] {
  if (!query || query.type === 'not') return []
  if (query.type === 'and' || query.type === 'or') return query.parts.flatMap(positiveTerms)
  return [query]
}

function fail(message: string, position: number): never {
  throw new InvalidQueryError(message, { parameter: 'q', position })
}

class Parser {
  readonly #tokens: Token[]
  readonly #length: number
  #at = 0
  #terms = 0

  constructor(tokens: Token[], length: number) {
    this.#tokens = tokens
    this.#length = length
  }

  any(depth: number): Query {
    const parts = [this.#all(depth)]
    while (this.#take('or')) parts.push(this.#all(depth))
    return parts.length === 1 ? parts[0]! : { type: 'or', parts }
  }

  expectEnd() {
    const rest = this.#peek()
    if (rest) fail('this bracket closes nothing', rest.start)
  }

  #all(depth: number): Query {
    const parts = [this.#single(depth)]
    for (;;) {
      const explicit = this.#take('and')
      const next = this.#peek()
      if (!explicit && (!next || next.type === 'or' || next.type === 'close')) break
      parts.push(this.#single(depth))
    }
    return parts.length === 1 ? parts[0]! : { type: 'and', parts }
  }

  #single(depth: number): Query {
    const token = this.#peek()
    if (!token) fail('a word is missing at the end', this.#length)
    if (depth > MAX_DEPTH) fail(`brackets and NOT nest at most ${MAX_DEPTH} deep`, token.start)
    this.#at++
    switch (token.type) {
      case 'not':
        return { type: 'not', part: this.#single(depth + 1) }
      case 'open':
        return this.#group(token, depth)
      case 'quoted':
      case 'word':
        return this.#term(token)
      default:
        return fail(`a word is missing before ${token.text}`, token.start)
    }
  }

  #group(open: Token, depth: number): Query {
    if (this.#peek()?.type === 'close') fail('these brackets are empty', open.start)
    const query = this.any(depth + 1)
    if (!this.#take('close')) fail('this bracket is never closed', open.start)
    return query
  }

  #term({ type, text, start, end }: Token): Term {
    if (++this.#terms > MAX_TERMS) fail(`a query has at most ${MAX_TERMS} words and phrases`, start)
    const found = words(composed(text)).map(({ word }) => word)
    if (found.length === 0) fail('there is no word in this', start)
    if (type === 'word' && text.endsWith('*')) return toPrefix(found, start, end)
    if (type === 'word' && found.length === 1) return { type: 'word', word: found[0]!, start, end }
    return { type: 'phrase', words: found, start, end }
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#at]
  }

  #take(type: Token['type']): boolean {
    if (this.#peek()?.type !== type) return false
    this.#at++
    return true
  }
}

function toPrefix(found: string[], start: number, end: number): Term {
  const [prefix = '', ...more] = found
  if (more.length > 0) fail('* stands after a single word', start)
  if (prefix.length < 3) fail('at least three letters stand before *', start)
  return { type: 'prefix', prefix, start, end }
}
