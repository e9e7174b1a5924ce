import { type Filter, filtersOf, without } from './narrow.ts'
import type { SearchState } from './search-state.ts'

/** A wider search: the given one without one word or one filter. */
export interface Relaxation {
  search: SearchState
  /** The removed words, as typed. */
  words?: string
  filter?: Filter
}

const MAX_RELAXATIONS = 8
const PIECE = /-?"[^"]*"|[^\s"]+/g
const OPERATOR = /[()]|^(AND|OR|NOT)$/

/** Wider searches to offer where this one finds nothing, filters first. */
export function relaxations(search: SearchState): Relaxation[] {
  const filters = filtersOf(search).map((filter) => ({ search: without(search, filter), filter }))
  return [...filters, ...withoutOneWord(search)].slice(0, MAX_RELAXATIONS)
}

/** Dropping a word next to an operator or a bracket could change the meaning of the rest. */
function withoutOneWord(search: SearchState): Relaxation[] {
  const pieces = search.q.match(PIECE) ?? []
  if (pieces.some((piece) => OPERATOR.test(piece))) return []
  if (pieces.length < 2) {
    return filtersOf(search).length > 0 && pieces.length === 1
      ? [{ search: { ...search, q: '', cursor: null }, words: pieces[0] }]
      : []
  }
  return pieces.map((words, i) => ({
    search: { ...search, q: pieces.toSpliced(i, 1).join(' '), cursor: null },
    words,
  }))
}
