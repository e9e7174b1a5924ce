import { joined } from './chain.ts'
import type { Notes } from './notes.ts'
import { type Query, isTerm } from './tree.ts'

/** The part of a query that a single sentence can match; warns about the rest. */
export function withinSentence(query: Query, notes: Notes): Query | null {
  switch (query.type) {
    case 'and':
    case 'or': {
      const parts = query.parts.map((part) => withinSentence(part, notes))
      return joined(query.type, parts)
    }
    case 'not': {
      const part = withinSentence(query.part, notes)
      return part && { ...query, part }
    }
    case 'same':
      return query.part
    case 'entity':
      return query
    default:
      if (isTerm(query) && query.field === null) return query
      notes.warn('not-in-a-sentence', query)
      return null
  }
}
