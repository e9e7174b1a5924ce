import type { Total, Warning } from '#core/page.ts'
import { joined } from '#core/query/chain.ts'
import { printQuery } from '#core/query/print.ts'
import { type Query, type Term, leavesOf } from '#core/query/tree.ts'
import { countOf } from './row-set.ts'
import type { Evaluator } from './evaluate.ts'
import { keyOf } from './set-memory.ts'

/** This many prefixes are always looked up. */
const FREE_PREFIXES = 4
/** Total rows that prefixes may match, at about 1 µs each; prefixes beyond that are left out. */
const MAX_PREFIX_ROWS = 400_000

/** The affordable part of a query. */
export interface Budgeted {
  query: Query | null
  /** The prefixes that were left out. */
  cut: Term[]
}

/** Drops prefixes that are too many and too broad together. */
export function withinBudget(
  query: Query | null,
  evaluator: Evaluator,
  limit = MAX_PREFIX_ROWS,
): Budgeted {
  const prefixes = new Map(
    (query ? leavesOf(query) : []).filter(isPrefix).map((leaf) => [keyOf(leaf), leaf]),
  )
  const cut = new Map<string, Term>()
  if (prefixes.size <= FREE_PREFIXES) return { query, cut: [] }
  let rows = 0
  for (const [key, leaf] of prefixes) {
    if (rows > limit) cut.set(key, leaf)
    else rows += countOf(evaluator.evaluate(leaf))
  }
  return { query: query && without(query, cut), cut: [...cut.values()] }
}

const isPrefix = (leaf: Query): leaf is Term => leaf.type === 'prefix'

function without(query: Query, cut: ReadonlyMap<string, Term>): Query | null {
  switch (query.type) {
    case 'and':
    case 'or':
      return joined(
        query.type,
        query.parts.map((part) => without(part, cut)),
      )
    case 'not':
    case 'same': {
      const part = without(query.part, cut)
      return part && { ...query, part }
    }
    default:
      return cut.has(keyOf(query)) ? null : query
  }
}

/** How exact the number of matches is. */
export function relationOf({ query, cut }: Budgeted, evaluator: Evaluator): Total['relation'] {
  if (cut.length > 0) return 'approx'
  const parts = unreadParts(query, evaluator)
  if (parts.length === 0) return 'eq'
  return parts.some(({ negated }) => negated) ? 'approx' : 'gte'
}

/** Reports what was left out or unread, and how to narrow the search. */
export function budgetWarnings({ query, cut }: Budgeted, evaluator: Evaluator): Warning[] {
  return [
    ...cut.map((leaf) =>
      toWarning(
        leaf,
        `was left out: with the others it stands for too many words; write more letters of each`,
      ),
    ),
    ...unreadParts(query, evaluator).map(({ part }) => {
      const latest = evaluator.verified.toLocaleString('en')
      const all = (evaluator.verified + evaluator.unread(part)).toLocaleString('en')
      return toWarning(
        part,
        `was looked for in the latest ${latest} of the ${all} articles that have its words; add a rarer word, a name or a date`,
      )
    }),
  ]
}

function toWarning(part: Query, outcome: string): Warning {
  const reading = printQuery(part)
  return {
    code: 'broad',
    message: `${reading} ${outcome}.`,
    position: part.start,
    expected: 'a rarer word, a name or a date beside it',
    reading,
  }
}

function unreadParts(
  query: Query | null,
  evaluator: Evaluator,
  negated = false,
): { part: Query; negated: boolean }[] {
  if (!query) return []
  switch (query.type) {
    case 'and':
    case 'or':
      return query.parts.flatMap((part) => unreadParts(part, evaluator, negated))
    case 'not':
      return unreadParts(query.part, evaluator, !negated)
    default:
      return evaluator.unread(query) > 0 ? [{ part: query, negated }] : []
  }
}
