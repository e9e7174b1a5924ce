import type { Notes } from './notes.ts'
import { printQuery } from './print.ts'
import { asWritten } from './terms.ts'
import type { Token } from './tokenize.ts'
import { type Near, type Query, type Span, type Term, isTerm } from './tree.ts'

export function joined(type: 'and' | 'or', parts: (Query | null)[]): Query | null {
  const found = parts.filter((part) => part !== null)
  if (found.length < 2) return found[0] ?? null
  return { type, parts: found, ...spanOf(found) }
}

export function spanOf(parts: Span[]): Span {
  return { start: parts[0]!.start, end: parts.at(-1)!.end }
}

/** Joins operands by NEAR or THEN; operands that cannot be joined so are joined by AND. */
export function toChain(operands: Query[], operators: Token[], notes: Notes): Query {
  const alternatives = operands.map(alternativesOf)
  const fields = new Set(alternatives.map((terms) => terms?.[0]?.field))
  if (!alternatives.every((terms) => terms !== null) || fields.size > 1) {
    const query = joined('and', operands)!
    notes.warn('near-operand', operators[0]!, printQuery(query))
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
    notes.warn('mixed-distances', operators[0]!, printQuery(query))
  }
  return query
}

/** Without order, repeated operands are one. */
export function toNear(near: Omit<Near, 'type'>): Query {
  if (near.ordered) return { type: 'near', ...near }
  const distinct = new Map(
    near.operands.map((terms) => [terms.map((term) => printQuery(term)).join(' OR '), terms]),
  )
  const operands = [...distinct.values()]
  if (operands.length > 1) return { type: 'near', ...near, operands }
  return joined('or', operands[0]!.map(asWritten))!
}

/** An operand of NEAR: a term, or several joined by OR. */
function alternativesOf(query: Query): Term[] | null {
  const terms = query.type === 'or' ? query.parts : [query]
  return terms.every(isTerm) && terms.every(({ field }) => field === terms[0]!.field) ? terms : null
}
