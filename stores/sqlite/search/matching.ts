import type { DatabaseSync } from 'node:sqlite'
import { FIELDS, type Facet, TEXT_FIELDS } from '#core/fields.ts'
import { enclosedPeriod } from '#core/period.ts'
import { isRanked, positiveTerms } from '#core/query/terms.ts'
import type { Query } from '#core/query/tree.ts'
import type { FieldFilter, Filters, Search } from '#core/search.ts'
import { MAX_ENTITIES_OF_TIE } from '#core/ties.ts'
import type { Columns } from './columns.ts'
import { createEvaluator } from './evaluate.ts'
import { anyTerm, formsIn, isExpressible, toMatch } from './match-expression.ts'
import type { Predicate, ValueColumns } from './value-columns.ts'

/** For bm25, in the order of the columns of `fulltext`. */
const WEIGHTS = TEXT_FIELDS.map((field) => FIELDS[field].weight.toFixed(1)).join(', ')

/** Rows of articles, in no promised order. */
export interface Matching {
  rows: Int32Array
  /** For each field filter the rows that it alone excludes: the field's own facet counts them too. */
  excludedOnlyBy: Map<Facet, Int32Array>
}

/** What was ranked, the latest first. */
export interface Ranking {
  rows: Int32Array
  /** bm25 of each, below 0 and the lower the better. */
  scores: Float64Array
  /** True where some matches were left unranked. */
  partial: boolean
  /** Whether all of these match: where the query is no text alone, some may not. */
  isExact: boolean
}

export interface Matcher {
  /** `found` holds the rows that match the words, where they are known. */
  match(search: Search, found?: Int32Array | null): Matching
  /** Null where nothing is wanted that could be ranked. */
  ranking(query: Query | null): Ranking | null
}

/** Of more matches than `ranked` only the latest get a score. */
export function createMatcher(
  db: DatabaseSync,
  columns: Columns,
  values: ValueColumns,
  ranked: number,
): Matcher {
  const formsOf = formsIn(db)
  const evaluate = createEvaluator(db, columns, formsOf)
  const latestScored = arrays(
    db,
    `select rowid, bm25(fulltext, ${WEIGHTS}) from fulltext where fulltext match ? order by rowid desc limit ?`,
  )
  const entityRow = db.prepare('select row from entity where id = ?')
  const articlesOfTie = arrays(
    db,
    `select distinct x.article from named x join named y using (article, sentence)
     where x.entity = ? and y.entity = ? and x.entities <= ${MAX_ENTITIES_OF_TIE}`,
  )

  function rowsOf(query: Query | null): Int32Array {
    return query ? evaluate(query) : columns.all()
  }

  function toSet(rows: Iterable<number>): Uint8Array {
    const set = new Uint8Array(columns.size)
    for (const row of rows) set[row] = 1
    return set
  }

  function rowOfEntity(id: string): number {
    return (entityRow.get(id) as { row: number } | undefined)?.row ?? -1
  }

  function allows(field: Facet, { any, all, none }: FieldFilter): Predicate {
    const tests = (wanted: string[]) => wanted.map((value) => values[field].holds(value))
    const [anyOf, allOf, noneOf] = [tests(any), tests(all), tests(none)]
    return (row) =>
      (anyOf.length === 0 || anyOf.some((test) => test(row))) &&
      allOf.every((test) => test(row)) &&
      !noneOf.some((test) => test(row))
  }

  function otherFilters({ from, to, undated, tie }: Filters): Predicate[] {
    const filters: Predicate[] = []
    const period = enclosedPeriod(from, to)
    if (period) {
      filters.push((row) => columns.time[row]! >= period.start && columns.time[row]! < period.end)
    }
    if (undated) filters.push((row) => Number.isNaN(columns.time[row]))
    if (tie) {
      const found = articlesOfTie.all(rowOfEntity(tie[0]), rowOfEntity(tie[1]))
      const set = toSet((found as unknown as [number][]).map(([row]) => row))
      filters.push((row) => set[row] === 1)
    }
    return filters
  }

  return {
    match({ query, filters }, found) {
      const others = otherFilters(filters)
      const byField = (Object.keys(filters.fields) as Facet[]).map((field) => ({
        field,
        allows: allows(field, filters.fields[field]!),
      }))
      const candidates = found ?? rowsOf(query)
      if (others.length === 0 && byField.length === 0) {
        return { rows: candidates, excludedOnlyBy: new Map() }
      }
      return partition(candidates, others, byField)
    },

    ranking(query) {
      if (!query || !isRanked(query)) return null
      const isExact = isExpressible(query)
      const expression = isExact
        ? toMatch(query, formsOf).expression
        : anyTerm(positiveTerms(query), formsOf)
      const found = latestScored.all(expression, ranked + 1) as unknown as [number, number][]
      const partial = found.length > ranked
      const size = partial ? ranked : found.length
      const ranking = {
        rows: new Int32Array(size),
        scores: new Float64Array(size),
        partial,
        isExact,
      }
      for (let i = 0; i < size; i++) {
        const [row, score] = found[i]!
        ranking.rows[i] = row
        ranking.scores[i] = score
      }
      return ranking
    },
  }
}

/** One pass: the rows that every filter allows, and those that a single field's filter excludes. */
function partition(
  candidates: Int32Array,
  others: Predicate[],
  byField: { field: Facet; allows: Predicate }[],
): Matching {
  const rows: number[] = []
  const excluded = new Map<Facet, number[]>(byField.map(({ field }) => [field, []]))
  for (const row of candidates) {
    if (!others.every((allows) => allows(row))) continue
    const against = byField.filter(({ allows }) => !allows(row))
    if (against.length === 0) rows.push(row)
    else if (against.length === 1) excluded.get(against[0]!.field)!.push(row)
  }
  return {
    rows: Int32Array.from(rows),
    excludedOnlyBy: new Map([...excluded].map(([field, kept]) => [field, Int32Array.from(kept)])),
  }
}

function arrays(db: DatabaseSync, sql: string) {
  const statement = db.prepare(sql)
  statement.setReturnArrays(true)
  return statement
}
