import { InvalidQueryError } from '../errors.ts'
import { KEYWORD_FIELDS, type KeywordField, TEXT_FIELDS, type TextField } from '../fields.ts'
import { nearest } from '../nearest-name.ts'
import { composed, words } from '../text.ts'
import { withoutForeignSigns } from './foreign.ts'
import { printQuery } from './print.ts'
import { type Token, tokenize } from './tokenize.ts'
import { asWritten } from './terms.ts'
import { type DateRelation, type Near, type Query, type Span, type Term, isTerm } from './tree.ts'
import { type QueryWarning, type WarningCode, toWarning } from './warnings.ts'
import { readWhen } from './when.ts'

export interface ParsedQuery {
  /** Null where nothing is searched for. */
  query: Query | null
  /** What could have been meant otherwise, in the order of the query. */
  warnings: QueryWarning[]
}

const MAX_LENGTH = 1024
const MAX_TERMS = 32
const MAX_DEPTH = 16
const MIN_PREFIX = 3
/** As in "3 March 1987". */
const MAX_DATE_TOKENS = 3

/** What may stand before a colon. */
type Scope = TextField | KeywordField | 'date' | DateRelation
const SCOPES = [...TEXT_FIELDS, ...KEYWORD_FIELDS, 'date', 'on', 'after', 'before']
const isScope = (name: string): name is Scope => SCOPES.includes(name)

/**
 * Reads what a person typed. NEAR and THEN bind tightest, then NOT and `-`, then AND (or nothing between), then OR.
 * Syntax is never an error: the most likely reading is taken, and `warnings` tell it. Throws InvalidQueryError, with
 * the position, for queries beyond the limits and dates that do not exist.
 */
export function parseQuery(text: string): ParsedQuery {
  if (text.length > MAX_LENGTH) fail(`a query has at most ${MAX_LENGTH} characters`, MAX_LENGTH)
  return new Parser(tokenize(text, isScope)).run()
}

function fail(message: string, position: number): never {
  throw new InvalidQueryError(message, { parameter: 'q', position })
}

class Parser {
  readonly #tokens: Token[]
  readonly #warnings: QueryWarning[] = []
  readonly #terms = new Set<string>()
  #at = 0
  #depth = 0

  constructor(tokens: Token[]) {
    this.#tokens = tokens
  }

  run(): ParsedQuery {
    const parts = [this.#any(null)]
    for (let stray = this.#take('close'); stray; stray = this.#take('close')) {
      this.#warn('stray-bracket', stray)
      parts.push(this.#any(null))
    }
    this.#warnings.sort((a, b) => a.position - b.position)
    return { query: joined('and', parts), warnings: this.#warnings }
  }

  /** `scope` is what stands before the brackets around, in all of these. */
  #any(scope: Scope | null): Query | null {
    const parts = [this.#all(scope)]
    for (let operator = this.#take('or'); operator; operator = this.#take('or')) {
      const part = this.#all(scope)
      if (!part || !parts.at(-1)) this.#warn('missing-operand', operator)
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
        if (!isBetween) this.#warn('missing-operand', token)
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

  /** In small letters operators are words. */
  #hint(token: Token): void {
    if (!/^(or|not|near|then)$/.test(token.text)) return
    this.#warn('lower-case-operator', token, token.text, token.text.toUpperCase())
  }

  #not(scope: Scope | null): Query | null {
    const token = this.#take('not')
    if (!token) return this.#chain(scope)
    const part = this.#nested(token, () => this.#not(scope))
    if (part) return { type: 'not', part, start: token.start, end: part.end }
    this.#warn('missing-operand', token)
    return null
  }

  #nested<T>({ start }: Span, read: () => T): T {
    if (++this.#depth > MAX_DEPTH) fail(`brackets and NOT nest at most ${MAX_DEPTH} deep`, start)
    const result = read()
    this.#depth--
    return result
  }

  /** Operands with NEAR or THEN between them: one stretch of text. */
  #chain(scope: Scope | null): Query | null {
    const operands = [this.#operand(scope)]
    const operators: Token[] = []
    for (let token = this.#takeDistance(); token; token = this.#takeDistance()) {
      const next = this.#peek()
      if (!startsOperand(next) || next?.type === 'not') {
        this.#warn(next?.type === 'not' ? 'near-operand' : 'missing-operand', token)
        break
      }
      if (token.problem) {
        this.#warn('foreign-operator', token, `${token.type.toUpperCase()}/${token.count}`)
      }
      operators.push(token)
      operands.push(this.#operand(scope))
    }
    const found = operands.filter((operand) => operand !== null)
    return operators.length > 0 && found.length > 1
      ? this.#near(found, operators)
      : joined('and', found)
  }

  #takeDistance(): Token | undefined {
    return this.#take('near') ?? this.#take('then')
  }

  #near(operands: Query[], operators: Token[]): Query {
    const alternatives = operands.map(alternativesOf)
    const fields = new Set(alternatives.map((terms) => terms?.[0]?.field))
    if (!alternatives.every((terms) => terms !== null) || fields.size > 1) {
      const query = joined('and', operands)!
      this.#warn('near-operand', operators[0]!, printQuery(query))
      return query
    }
    const query = toNear({
      ordered: operators.every(({ type }) => type === 'then'),
      distance: Math.max(...operators.map(({ count }) => count!)),
      operands: alternatives,
      field: [...fields][0] ?? null,
      ...spanOf(operands),
    })
    if (new Set(operators.map(({ type, count }) => `${type}${count}`)).size > 1) {
      this.#warn('mixed-distances', operators[0]!, printQuery(query))
    }
    return query
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
        case 'not':
          this.#at--
          return null
        default:
          // An operator that lacks what should stand before it.
          this.#warn('missing-operand', token)
      }
    }
    return null
  }

  #group(open: Token, scope: Scope | null): Query | null {
    const query = this.#nested(open, () => this.#any(scope))
    if (!this.#take('close')) this.#warn('unclosed-bracket', open)
    else if (!query) this.#warn('empty-brackets', open)
    return query
  }

  #inScope(field: Token): Query | null {
    const next = this.#peek()
    if (!next || !VALUES.has(next.type)) {
      this.#warn('missing-value', field)
      return null
    }
    const query = this.#operand(field.text as Scope)
    if (query && next.start > field.end) this.#warn('space-after-field', field, printQuery(query))
    return query && { ...query, start: field.start }
  }

  #leaf(token: Token, scope: Scope | null): Query | null {
    if (token.problem === 'unclosed-quote') this.#warn('unclosed-quote', token)
    if (scope === null || scope === 'title' || scope === 'body') {
      return token.type === 'quoted' ? this.#phrase(token, scope) : this.#word(token, scope)
    }
    if (scope === 'date' || scope === 'on' || scope === 'after' || scope === 'before') {
      return this.#date(token, scope === 'date' ? 'on' : scope)
    }
    const found = words(composed(token.text)).map(({ word }) => word)
    if (found.length === 0) {
      this.#warn('missing-value', token)
      return null
    }
    const { start, end } = token
    this.#countTerm(`${scope}:${found.join(' ')}`, token)
    return { type: 'value', field: scope, words: found, start, end }
  }

  /** Takes as many words as make a date. */
  #date(token: Token, relation: DateRelation): Query {
    for (let size = token.type === 'quoted' ? 1 : MAX_DATE_TOKENS; size > 0; size--) {
      const parts = [token, ...this.#tokens.slice(this.#at, this.#at + size - 1)]
      const when = readWhen(parts.map(({ text }) => text).join(' '))
      if (when === null) continue
      this.#at += parts.length - 1
      return { type: 'date', relation, when, ...spanOf(parts) }
    }
    return fail(
      `${token.text} is no date: write ${relation}:2023-06-22, 2023-06, 2023, "22 June 2023" or -30d`,
      token.start,
    )
  }

  #phrase({ text, count, ...token }: Token, field: TextField | null): Query | null {
    const found = words(composed(text)).map(({ word }) => word)
    const { start, end } = token
    for (const word of found) this.#countTerm(word, token)
    if (found.length === 0) {
      this.#warn('empty-phrase', token)
      return null
    }
    if (found.length === 1 && count !== null) this.#warn('fuzzy', token, `"${found[0]}"`)
    if (found.length === 1 || count === null) {
      return { type: 'phrase', words: found, field, start, end }
    }
    const operands = found.map((word): Term[] => [{ type: 'word', word, field, start, end }])
    return toNear({ ordered: false, distance: count, operands, field, start, end })
  }

  #word(token: Token, field: TextField | null): Query | null {
    const { text, code } = withoutForeignSigns(token.text)
    const query = this.#toTerm(text, token, field)
    const reading = query ? printQuery(query) : ''
    if (code) this.#warn(code, token, reading)
    if (token.problem === 'unknown-field') {
      const name = token.text.slice(0, token.text.indexOf(':'))
      const meant = nearest(name.toLowerCase(), SCOPES)
      this.#warn('unknown-field', token, reading, meant && `${meant}:`)
    }
    return query
  }

  #toTerm(text: string, token: Token, field: TextField | null): Query | null {
    const at = { field, start: token.start, end: token.end }
    const isPrefix = text.endsWith('*')
    const found = words(composed(text)).map(({ word }) => word)
    for (const word of found) this.#countTerm(word, token)
    const last = found.at(-1)
    if (last === undefined) return null
    if (!isPrefix) {
      return found.length === 1
        ? { type: 'word', word: last, ...at }
        : { type: 'phrase', words: found, ...at }
    }
    if (last.length < MIN_PREFIX) fail(`at least ${MIN_PREFIX} letters stand before *`, token.start)
    const prefix: Term = { type: 'prefix', prefix: last, ...at }
    if (found.length === 1) return prefix
    const before = found.slice(0, -1).map((word): Term[] => [{ type: 'word', word, ...at }])
    return toNear({ ordered: true, distance: 0, operands: [...before, [prefix]], ...at })
  }

  #countTerm(term: string, { start }: Span): void {
    this.#terms.add(term)
    if (this.#terms.size > MAX_TERMS)
      fail(`a query has at most ${MAX_TERMS} different words`, start)
  }

  #warn(code: WarningCode, { start }: Span, reading = '', expected?: string): void {
    this.#warnings.push(toWarning(code, start, reading, expected))
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
const VALUES = new Set<Token['type']>(['raw', 'word', 'quoted', 'open'])
const OPERANDS = new Set<Token['type']>([...VALUES, 'field', 'not'])
const startsOperand = (token: Token | undefined) => token !== undefined && OPERANDS.has(token.type)

function joined(type: 'and' | 'or', parts: (Query | null)[]): Query | null {
  const found = parts.filter((part) => part !== null)
  if (found.length < 2) return found[0] ?? null
  return { type, parts: found, ...spanOf(found) }
}

function spanOf(parts: Span[]): Span {
  return { start: parts[0]!.start, end: parts.at(-1)!.end }
}

/** In any order, an operand given twice is one. */
function toNear(near: Omit<Near, 'type'>): Query {
  if (near.ordered) return { type: 'near', ...near }
  const distinct = new Map(
    near.operands.map((terms) => [terms.map((term) => printQuery(term)).join(' OR '), terms]),
  )
  const operands = [...distinct.values()]
  if (operands.length > 1) return { type: 'near', ...near, operands }
  return joined('or', operands[0]!.map(asWritten))!
}

/** What an operand of NEAR may be: a term, or several that OR joins. */
function alternativesOf(query: Query): Term[] | null {
  const terms = query.type === 'or' ? query.parts : [query]
  return terms.every(isTerm) && terms.every(({ field }) => field === terms[0]!.field) ? terms : null
}
