import type { DatabaseSync } from 'node:sqlite'
import { TEXT_FIELDS } from '#core/fields.ts'
import { parsePeriod } from '#core/period.ts'
import { holdsNear } from '#core/query/near.ts'
import type { DateFilter, Near, Query } from '#core/query/tree.ts'
import { words } from '#core/text.ts'
import type { Columns } from './columns.ts'
import { type FormsOf, isExpressible, nearExpression, toMatch } from './match-expression.ts'
import type { Predicate } from './value-columns.ts'

/*
 * Which articles match a query. What FTS5 can express is asked of it in one piece; everything else is algebra over
 * sets of rows.
 */

/** 1 for every row in it. */
type RowSet = Uint8Array

export function createEvaluator(db: DatabaseSync, columns: Columns, formsOf: FormsOf) {
  const matching = db.prepare('select rowid from fulltext where fulltext match ?')
  matching.setReturnArrays(true)
  const text = db.prepare(
    'select title, body from article join article_text using (row) where row = ?',
  )

  function rowsOf(query: Query): Int32Array {
    if (isExpressible(query)) {
      const { expression, negated } = toMatch(query, formsOf)
      if (!negated) return matchesOf(expression)
    }
    const found = evaluate(query)
    return columns.all().filter((row) => found[row])
  }

  function evaluate(query: Query): RowSet {
    if (isExpressible(query)) {
      const { expression, negated } = toMatch(query, formsOf)
      const found = toSet(matchesOf(expression))
      return negated ? complement(found) : found
    }
    switch (query.type) {
      case 'and':
        return query.parts.map(evaluate).reduce(intersection)
      case 'or':
        return query.parts.map(evaluate).reduce(union)
      case 'not':
        return complement(evaluate(query.part))
      case 'near':
        return toSet(matchesOf(nearExpression(query)).filter((row) => isNear(query, row)))
      case 'value':
        return where(columns.keywords[query.field].matches(query.words))
      case 'date':
        return where(isDated(query))
      default:
        throw new Error(`FTS5 expresses ${query.type}`)
    }
  }

  function matchesOf(expression: string): Int32Array {
    return Int32Array.from(matching.all(expression) as unknown as [number][], ([row]) => row)
  }

  function isNear(near: Near, row: number): boolean {
    const texts = text.get(row) as { title: string; body: string }
    const fields = near.field === null ? TEXT_FIELDS : [near.field]
    return fields.some((field) =>
      holdsNear(
        words(texts[field]).map(({ word }) => word),
        near,
      ),
    )
  }

  function isDated({ relation, when }: DateFilter): Predicate {
    const { start, end } = parsePeriod(when)!
    const { time } = columns
    if (relation === 'after') return (row) => time[row]! >= start
    if (relation === 'before') return (row) => time[row]! < end
    return (row) => time[row]! >= start && time[row]! < end
  }

  function where(holds: Predicate): RowSet {
    const set = new Uint8Array(columns.size)
    for (const row of columns.all()) if (holds(row)) set[row] = 1
    return set
  }

  function toSet(rows: Int32Array): RowSet {
    const set = new Uint8Array(columns.size)
    for (const row of rows) set[row] = 1
    return set
  }

  return rowsOf
}

const complement = (set: RowSet) => set.map((bit) => 1 - bit)

function intersection(a: RowSet, b: RowSet): RowSet {
  return a.map((bit, row) => bit & b[row]!)
}

function union(a: RowSet, b: RowSet): RowSet {
  return a.map((bit, row) => bit | b[row]!)
}
