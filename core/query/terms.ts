import { type Counted, type Query, type Term, isTerm } from './tree.ts'

/** Every word, phrase and prefix that a match may hold: the parts to highlight. */
export function positiveTerms(query: Query | null): Term[] {
  return query ? termsOf(query, false) : []
}

/** True where any match holds one of the positive terms: then relevance can rank all of them. */
export function isRanked(query: Query | null): boolean {
  return query !== null && needsTerm(query, false)
}

/** True of an OR within one stretch of letters: "U.S." is "us" or "u s". */
export const isOneWord = (query: Query): boolean =>
  query.type === 'or' &&
  query.parts.every(({ start, end }) => start === query.start && end === query.end)

function termsOf(query: Query, negated: boolean): Term[] {
  switch (query.type) {
    case 'and':
    case 'or':
    case 'some':
      return query.parts.flatMap((part) => termsOf(part, negated))
    case 'not':
      return termsOf(query.part, !negated)
    case 'same':
      return termsOf(query.part, negated)
    case 'near':
      return negated ? [] : query.operands.flat().map(asWritten)
    case 'atleast':
    case 'first':
      return negated ? [] : [termOf(query)]
    default:
      return isTerm(query) && !negated ? [query] : []
  }
}

/** By De Morgan, a negated AND needs what an OR of the negated parts needs. */
function needsTerm(query: Query, negated: boolean): boolean {
  switch (query.type) {
    case 'and':
    case 'or': {
      const needs = (part: Query) => needsTerm(part, negated)
      return (query.type === 'and') !== negated ? query.parts.some(needs) : query.parts.every(needs)
    }
    case 'some':
      return !negated
    case 'not':
      return needsTerm(query.part, !negated)
    case 'same':
      return !negated && needsTerm(query.part, false)
    case 'near':
    case 'atleast':
    case 'first':
      return !negated
    default:
      return isTerm(query) && !negated
  }
}

/** What a counted word is found by before it is counted. */
export function termOf({ type, word, field, start, end }: Counted): Term {
  const term: Term = { type: 'word', word, field, start, end }
  return type === 'first' ? asWritten(term) : term
}

/** A word stands for all forms of its stem; as an operand of a distance it is written so. */
export function asWritten(term: Term): Term {
  return term.type === 'word' ? { ...term, type: 'phrase', words: [term.word] } : term
}
