import { type Counted, type Query, type Term, isTerm } from './tree.ts'

/** Every word, phrase and prefix that a match may contain; used for highlights. */
export function positiveTerms(query: Query | null): Term[] {
  return query ? termsOf(query, false) : []
}

/** True if every match contains a positive term, so that all matches can be ranked by relevance. */
export function isRanked(query: Query | null): boolean {
  return query !== null && needsTerm(query, false)
}

/** True for an OR of spellings: "U.S." is "us" or "u s". */
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

/** By De Morgan, a negated AND is an OR of negated parts. */
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

/** The term that finds articles before a word is counted in them. */
export function termOf({ type, word, field, start, end }: Counted): Term {
  const term: Term = { type: 'word', word, field, start, end }
  return type === 'first' ? asWritten(term) : term
}

/** A word matches all forms of its stem, except as an operand of a distance. */
export function asWritten(term: Term): Term {
  return term.type === 'word' ? { ...term, type: 'phrase', words: [term.word] } : term
}
