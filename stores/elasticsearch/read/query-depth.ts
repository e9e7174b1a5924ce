import type { Query, Term } from '#core/query/parse.ts'

/*
 * Elasticsearch takes queries of thirty levels, brackets allow for some more. What lies too deep is written out as
 * alternatives of plain conjunctions, which are two levels. That stays small: a query has 32 words and phrases at most, and most of them stand
 * above.
 */

/** Leaves room for the filters around, and for a word being looked for in title and body. */
const MAX_LEVELS = 26
const WRITTEN_OUT_FROM = 22

/** A query that matches the same and is not too deep. */
export function withinLevels(query: Query, level = 0): Query {
  if (level + levelsOf(query) <= MAX_LEVELS) return query
  if (level >= WRITTEN_OUT_FROM) return joined('or', conjunctions(query, false).map(conjunction))
  if (query.type === 'not') return { type: 'not', part: withinLevels(query.part, level + 1) }
  if (query.type !== 'and' && query.type !== 'or') return query
  return { ...query, parts: query.parts.map((part) => withinLevels(part, level + 1)) }
}

function levelsOf(query: Query): number {
  switch (query.type) {
    case 'and':
    case 'or':
      return 1 + Math.max(...query.parts.map(levelsOf))
    case 'not':
      return 1 + levelsOf(query.part)
    default:
      return 0
  }
}

type Literal = Term | { type: 'not'; part: Term }

/** Any of these is enough; all of one must hold. */
function conjunctions(query: Query, negated: boolean): Literal[][] {
  switch (query.type) {
    case 'not':
      return conjunctions(query.part, !negated)
    case 'and':
    case 'or': {
      const parts = query.parts.map((part) => conjunctions(part, negated))
      const alternatives = (query.type === 'or') !== negated
      return alternatives ? parts.flat() : parts.reduce(everyPair)
    }
    default:
      return [[negated ? { type: 'not', part: query } : query]]
  }
}

function everyPair(some: Literal[][], others: Literal[][]): Literal[][] {
  return some.flatMap((one) => others.map((other) => [...one, ...other]))
}

const conjunction = (literals: Literal[]): Query => joined('and', literals)

function joined(type: 'and' | 'or', parts: Query[]): Query {
  return parts.length === 1 ? parts[0]! : { type, parts }
}
