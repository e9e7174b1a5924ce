import type { Query } from '#core/query/tree.ts'

/*
 * Elasticsearch limits queries to thirty levels; ours can be deeper. Anything too deep is rewritten
 * to disjunctive normal form, which has two levels. It stays small: a query has at most 32 words
 * and phrases, most of them above that depth.
 */

/** Leaves room for the filters around the query and the two fields of a word. */
const MAX_DEPTH = 26
const REWRITTEN_FROM = 22

/** Returns an equivalent query that is not too deep. */
export function limitDepth(query: Query, level = 0): Query {
  if (level + depthOf(query) <= MAX_DEPTH) return query
  if (level >= REWRITTEN_FROM) return joined('or', conjunctions(query, false).map(conjunction))
  if (query.type === 'not') return { ...query, part: limitDepth(query.part, level + 1) }
  if (query.type !== 'and' && query.type !== 'or') return query
  return { ...query, parts: query.parts.map((part) => limitDepth(part, level + 1)) }
}

/** Like `limitDepth`, for a query inside a nested query at any depth. */
export const shallow = (query: Query): Query => limitDepth(query, REWRITTEN_FROM)

function depthOf(query: Query): number {
  switch (query.type) {
    case 'same':
      return 2 + MAX_DEPTH - REWRITTEN_FROM
    case 'and':
    case 'or':
      return 1 + Math.max(...query.parts.map(depthOf))
    case 'not':
      return 1 + depthOf(query.part)
    default:
      return 0
  }
}

/** A leaf or its negation. */
type Literal = Query

/** Converts to disjunctive normal form: an "or" over lists of literals that must all hold. */
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
      return [[negated ? { type: 'not', part: query, start: query.start, end: query.end } : query]]
  }
}

function everyPair(some: Literal[][], others: Literal[][]): Literal[][] {
  return some.flatMap((one) => others.map((other) => [...one, ...other]))
}

const conjunction = (literals: Literal[]): Query => joined('and', literals)

function joined(type: 'and' | 'or', parts: Query[]): Query {
  const [first] = parts
  return parts.length === 1 ? first! : { type, parts, start: first!.start, end: parts.at(-1)!.end }
}
