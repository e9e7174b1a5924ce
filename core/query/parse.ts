import { joined, toChain } from './chain.ts'
import { type Scope, isScope, isTextField, readLeaf, readWords } from './leaf.ts'
import { Notes, refuse } from './notes.ts'
import { printQuery } from './print.ts'
import { withinSentence } from './sentence.ts'
import { isShouted } from './spellings.ts'
import { type Token, tokenize } from './tokenize.ts'
import type { Counted, Query } from './tree.ts'
import type { QueryWarning } from './warnings.ts'

export interface ParsedQuery {
  /** Null if nothing is searched for. */
  query: Query | null
  /** Ambiguities, in query order. */
  warnings: QueryWarning[]
}

const MAX_LENGTH = 1024

/**
 * Reads what a person typed. NEAR and THEN bind tightest, then NOT and `-`, then AND (or nothing between), then OR.
 * Syntax is never an error: the most likely reading is taken, and `warnings` tell it. Throws InvalidQueryError, with
 * the position, for queries beyond the limits and dates that do not exist. `maxTerms` is for questions that are cut later.
 */
export function parseQuery(text: string, { maxTerms }: { maxTerms?: number } = {}): ParsedQuery {
  if (text.length > MAX_LENGTH) refuse(`a query has at most ${MAX_LENGTH} characters`, MAX_LENGTH)
  const written = isShouted(text) ? text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : text
  return new Parser(tokenize(written, isScope), new Notes(maxTerms)).run()
}

/** Recursive descent with a method per grammar level. */
class Parser {
  readonly #tokens: Token[]
  readonly #notes: Notes
  #at = 0

  constructor(tokens: Token[], notes: Notes) {
    this.#tokens = tokens
    this.#notes = notes
  }

  run(): ParsedQuery {
    const parts = [this.#any(null)]
    for (let stray = this.#take('close'); stray; stray = this.#take('close')) {
      this.#notes.warn('stray-bracket', stray)
      parts.push(this.#any(null))
    }
    return { query: joined('and', parts), warnings: this.#notes.warnings }
  }

  /** In all of these, `scope` is the field before the enclosing brackets. */
  #any(scope: Scope | null): Query | null {
    const parts = [this.#all(scope)]
    for (let operator = this.#take('or'); operator; operator = this.#take('or')) {
      const part = this.#all(scope)
      if (!part || !parts.at(-1)) this.#notes.warn('missing-operand', operator)
      parts.push(part)
    }
    return joined('or', parts)
  }

  #all(scope: Scope | null): Query | null {
    const parts: Query[] = []
    for (let token = this.#peek(); token && !ENDS.has(token.type); token = this.#peek()) {
      const isBetween = parts.length > 0 && startsOperand(this.#tokens[this.#at + 1])
      if (token.type === 'and') {
        this.#at++
        if (!isBetween) this.#notes.warn('missing-operand', token)
      } else if (token.type === 'word' && token.text === 'and' && isBetween) {
        this.#at++
      } else {
        if (token.type === 'word' && isBetween) this.#hint(token)
        const part = this.#not(scope)
        if (part) parts.push(part)
      }
    }
    return joined('and', parts)
  }

  /** Lower-case operators are words. */
  #hint(token: Token): void {
    if (!/^(or|not|near|then)$/.test(token.text)) return
    this.#notes.warn('lower-case-operator', token, token.text, token.text.toUpperCase())
  }

  #not(scope: Scope | null): Query | null {
    const token = this.#take('not')
    if (!token) return this.#chain(scope)
    const part = this.#notes.nested(token, () => this.#not(scope))
    if (part) return { type: 'not', part, start: token.start, end: part.end }
    this.#notes.warn('missing-operand', token)
    return null
  }

  /** A chain of operands joined by NEAR or THEN. */
  #chain(scope: Scope | null): Query | null {
    const operands = [this.#operand(scope)]
    const operators: Token[] = []
    for (let token = this.#takeDistance(); token; token = this.#takeDistance()) {
      const next = this.#peek()
      if (!startsOperand(next) || next?.type === 'not') {
        this.#notes.warn(next?.type === 'not' ? 'near-operand' : 'missing-operand', token)
        break
      }
      if (token.problem) {
        const reading = `${token.type.toUpperCase()}/${token.count}`
        this.#notes.warn('foreign-operator', token, reading)
      }
      operators.push(token)
      operands.push(this.#operand(scope))
    }
    const found = operands.filter((operand) => operand !== null)
    return operators.length > 0 && found.length > 1
      ? toChain(found, operators, this.#notes)
      : joined('and', found)
  }

  #takeDistance(): Token | undefined {
    return this.#take('near') ?? this.#take('then')
  }

  #operand(scope: Scope | null): Query | null {
    for (let token = this.#peek(); token && !ENDS.has(token.type); token = this.#peek()) {
      this.#at++
      switch (token.type) {
        case 'word':
        case 'raw':
        case 'quoted':
          return this.#leaf(token, scope)
        case 'open':
          return this.#group(token, scope)
        case 'field':
          return this.#inScope(token)
        case 'same':
          return this.#same(token)
        case 'atleast':
        case 'first':
          return this.#counted(token, token.type, scope)
        case 'not':
          this.#at--
          return null
        default:
          // An operator without a left operand.
          this.#notes.warn('missing-operand', token)
      }
    }
    return null
  }

  #leaf(token: Token, scope: Scope | null): Query | null {
    const rest = this.#tokens.slice(this.#at, this.#at + 2)
    const { query, taken } = readLeaf(token, scope, this.#notes, rest)
    this.#at += taken
    return query
  }

  #group(open: Token, scope: Scope | null): Query | null {
    const query = this.#notes.nested(open, () => this.#any(scope))
    if (!this.#take('close')) this.#notes.warn('unclosed-bracket', open)
    else if (!query) this.#notes.warn('empty-brackets', open)
    return query
  }

  #inScope(field: Token): Query | null {
    const next = this.#peek()
    if (!next || !VALUES.has(next.type)) {
      this.#notes.warn('missing-value', field)
      return null
    }
    const query = this.#operand(field.text as Scope)
    if (query && next.start > field.end) {
      this.#notes.warn('space-after-field', field, printQuery(query))
    }
    return query && { ...query, start: field.start }
  }

  #same(token: Token): Query | null {
    const inner = this.#group(token, null)
    const part = inner && withinSentence(inner, this.#notes)
    return part && { type: 'same', part, start: token.start, end: part.end }
  }

  /** Each of several words is counted separately. */
  #counted(token: Token, type: Counted['type'], scope: Scope | null): Query | null {
    const field = isTextField(scope) ? scope : null
    const parts: Query[] = []
    for (let next = this.#peek(); next && next.type !== 'close'; next = this.#peek()) {
      this.#at++
      for (const word of readWords(next, this.#notes)) {
        parts.push({ type, count: token.count!, word, field, start: token.start, end: next.end })
      }
    }
    if (!this.#take('close')) this.#notes.warn('unclosed-bracket', token)
    if (parts.length === 0) this.#notes.warn('empty-brackets', token)
    return joined('and', parts)
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#at]
  }

  #take(type: Token['type']): Token | undefined {
    const token = this.#peek()
    if (token?.type !== type) return undefined
    this.#at++
    return token
  }
}

const ENDS = new Set<Token['type']>(['or', 'close'])
const VALUES = new Set<Token['type']>(['raw', 'word', 'quoted', 'open', 'atleast', 'first'])
const OPERANDS = new Set<Token['type']>([...VALUES, 'field', 'same', 'not'])
const startsOperand = (token: Token | undefined) => token !== undefined && OPERANDS.has(token.type)
