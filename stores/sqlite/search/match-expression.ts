import type { DatabaseSync } from 'node:sqlite'
import type { TextField } from '#core/fields.ts'
import { type Near, type Query, type Term, isTerm } from '#core/query/tree.ts'
import { stem } from '#core/text/stem.ts'

/** Returns the written forms of a stem. */
export type FormsOf = (stem: string) => string[]

/** An FTS5 expression; `negated` if it matches the articles that do *not* match the query. */
export interface Match {
  expression: string
  negated: boolean
}

/** Above this many combinations, FTS5 only checks that all operands occur. */
const MAX_COMBINATIONS = 64

/** Reads the written forms of a stem from the index. */
export function formsIn(db: DatabaseSync): FormsOf {
  const forms = db.prepare('select word from word where stem = ?')
  return (stem) => (forms.all(stem) as { word: string }[]).map(({ word }) => word)
}

/** True if an FTS5 expression finds the matches exactly. */
export function isExpressible(query: Query): boolean {
  switch (query.type) {
    case 'and':
    case 'or':
      return query.parts.every(isExpressible)
    case 'not':
      return isExpressible(query.part)
    case 'near':
      return isExactNear(query)
    default:
      return isTerm(query)
  }
}

/**
 * FTS5 also counts the words of inner operands, ignores order, and measures distances only between
 * fixed phrases.
 */
function isExactNear({ ordered, operands }: Near): boolean {
  const isFixed = operands.length === 2 || operands.flat().every((term) => lengthOf(term) === 1)
  return !ordered && isFixed && combinationsOf(operands) <= MAX_COMBINATIONS
}

/**
 * Compiles an expressible query; every word is quoted, so none is an operator. NOT in FTS5 is
 * binary.
 */
export function toMatch(query: Query, formsOf: FormsOf): Match {
  const match = (part: Query) => toMatch(part, formsOf)
  switch (query.type) {
    case 'and':
      return allOf(query.parts.map(match))
    case 'or':
      return negate(allOf(query.parts.map(match).map(negate)))
    case 'not':
      return negate(match(query.part))
    case 'near':
      return { expression: nearExpression(query), negated: false }
    default:
      if (!isTerm(query)) throw new Error(`FTS5 knows no ${query.type}`)
      return { expression: termExpression(query, formsOf), negated: false }
  }
}

/** Matches all articles with the operands that close, and, if it is not exact, some more. */
export function nearExpression(near: Near): string {
  const { operands, field } = near
  if (combinationsOf(operands) > MAX_COMBINATIONS) {
    const every = operands.map((terms) => `(${terms.map(written).join(' OR ')})`)
    return inField(field, every.join(' AND '))
  }
  const groups = combined(operands).map(
    (terms) => `NEAR(${terms.map(written).join(' ')}, ${near.distance + innerWords(terms)})`,
  )
  return inField(field, groups.join(' OR '))
}

/**
 * The words of all but the two longest operands: exact for two, or for single words; otherwise an
 * upper bound.
 */
function innerWords(terms: Term[]): number {
  const lengths = terms.map(lengthOf).sort((a, b) => b - a)
  return lengths.slice(0, -2).reduce((sum, length) => sum + length, 0)
}

const negate = ({ expression, negated }: Match): Match => ({ expression, negated: !negated })

/** a AND NOT b becomes "a NOT b"; NOT a AND NOT b is the negation of "a OR b". */
function allOf(parts: Match[]): Match {
  const wanted = distinct(parts.filter(({ negated }) => !negated))
  const unwanted = distinct(parts.filter(({ negated }) => negated))
  if (wanted.length === 0) return { expression: unwanted.join(' OR '), negated: true }

  const all = wanted.join(' AND ')
  if (unwanted.length === 0) return { expression: all, negated: false }
  return { expression: `(${all}) NOT (${unwanted.join(' OR ')})`, negated: false }
}

/** FTS5 evaluates a repeated operand twice. */
const distinct = (matches: Match[]) => [
  ...new Set(matches.map(({ expression }) => `(${expression})`)),
]

/** One expression per written form of a term. */
export function formExpressions(term: Term, formsOf: FormsOf): string[] {
  const forms = term.type === 'word' ? formsOf(stem(term.word)).map(quoted) : [written(term)]
  return forms.map((form) => inField(term.field, form))
}

function termExpression(term: Term, formsOf: FormsOf): string {
  if (term.type !== 'word') return inField(term.field, written(term))
  const forms = formsOf(stem(term.word))
  return inField(term.field, (forms.length > 0 ? forms : [term.word]).map(quoted).join(' OR '))
}

function written(term: Term): string {
  if (term.type === 'prefix') return `${quoted(term.prefix)} *`
  return quoted(term.type === 'word' ? term.word : term.words.join(' '))
}

const inField = (field: TextField | null, expression: string) =>
  field === null ? expression : `{${field}} : (${expression})`

/** A word or a phrase, none of which is an operator. */
export const quoted = (text: string) => `"${text}"`

const lengthOf = (term: Term) => (term.type === 'phrase' ? term.words.length : 1)

const combinationsOf = (operands: Term[][]) =>
  operands.reduce((count, terms) => count * terms.length, 1)

function combined(operands: Term[][]): Term[][] {
  return operands.reduce<Term[][]>(
    (chains, terms) => chains.flatMap((chain) => terms.map((term) => [...chain, term])),
    [[]],
  )
}
