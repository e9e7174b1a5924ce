import type { DatabaseSync } from 'node:sqlite'
import { enclosedPeriod } from '#core/period.ts'
import type { Query } from '#core/query/parse.ts'
import type { Facet, FieldFilter, Filters, Search } from '#core/search.ts'
import { MAX_ENTITIES_OF_TIE } from '#core/ties.ts'
import type { Columns } from './columns.ts'
import { formsIn, toMatch } from './full-text.ts'

/** bm25 weights: a word in the title counts three times one in the body. */
const WEIGHTS = '3.0, 1.0'

/** Rows of articles, in no promised order. */
export interface Matching {
  rows: Int32Array
  /** For every active field filter the rows that only this one keeps out: what its own facet counts as well. */
  besides: Map<Facet, Int32Array>
}

/** What was ranked, the latest first. */
export interface Ranking {
  rows: Int32Array
  /** bm25 of each, below 0 and the lower the better. */
  scores: Float64Array
  /** True where some matches were left unranked. */
  partial: boolean
}

export interface Matcher {
  /** `found` holds the rows that match the words, where they are known. */
  match(search: Search, found?: Int32Array | null): Matching
  /** Null where nothing is wanted that could be ranked. */
  ranking(query: Query | null): Ranking | null
}

type Keeps = (row: number) => boolean

/** Of more matches than `ranked` only the latest get a score. */
export function createMatcher(db: DatabaseSync, columns: Columns, ranked: number): Matcher {
  const formsOf = formsIn(db)
  const matching = arrays(db, 'select rowid from fulltext where fulltext match ?')
  const latestScored = arrays(
    db,
    `select rowid, bm25(fulltext, ${WEIGHTS}) from fulltext where fulltext match ? order by rowid desc limit ?`,
  )
  const entityRow = db.prepare('select row from entity where id = ?')
  const articlesOf = arrays(db, 'select distinct article from named where entity = ?')
  const articlesOfTie = arrays(
    db,
    `select distinct x.article from named x join named y using (article, sentence)
     where x.entity = ? and y.entity = ? and x.entities <= ${MAX_ENTITIES_OF_TIE}`,
  )

  function rowsOf(query: Query | null): Int32Array {
    if (!query) return columns.all()
    const { expression, negated } = toMatch(query, formsOf)
    const found = Int32Array.from(matching.all(expression) as unknown as [number][], ([row]) => row)
    if (!negated) return found
    const matched = toSet(found)
    return columns.all().filter((row) => !matched[row])
  }

  function toSet(rows: Iterable<number>): Uint8Array {
    const set = new Uint8Array(columns.size)
    for (const row of rows) set[row] = 1
    return set
  }

  function rowOfEntity(id: string): number {
    return (entityRow.get(id) as { row: number } | undefined)?.row ?? -1
  }

  /** Which articles have this value. */
  function holds(field: Facet, value: string): Keeps {
    switch (field) {
      case 'source':
        return (row) => columns.source.values[columns.source.of(row)] === value
      case 'lang':
        return (row) => columns.language.values[columns.language.of(row)] === value
      case 'author':
        return (row) => columns.authors(row).includes(value)
      default: {
        const found = articlesOf.all(rowOfEntity(value)) as unknown as [number][]
        const set = toSet(found.map(([row]) => row))
        return (row) => set[row] === 1
      }
    }
  }

  function keeps(field: Facet, { any, all, none }: FieldFilter): Keeps {
    const tests = (values: string[]) => values.map((value) => holds(field, value))
    const [anyOf, allOf, noneOf] = [tests(any), tests(all), tests(none)]
    return (row) =>
      (anyOf.length === 0 || anyOf.some((test) => test(row))) &&
      allOf.every((test) => test(row)) &&
      !noneOf.some((test) => test(row))
  }

  function keepsAlways({ from, to, undated, tie }: Filters): Keeps[] {
    const kept: Keeps[] = []
    const period = enclosedPeriod(from, to)
    if (period) {
      kept.push((row) => columns.time[row]! >= period.start && columns.time[row]! < period.end)
    }
    if (undated) kept.push((row) => Number.isNaN(columns.time[row]))
    if (tie) {
      const found = articlesOfTie.all(rowOfEntity(tie[0]), rowOfEntity(tie[1]))
      const set = toSet((found as unknown as [number][]).map(([row]) => row))
      kept.push((row) => set[row] === 1)
    }
    return kept
  }

  return {
    match({ query, filters }, found) {
      const always = keepsAlways(filters)
      const active = (Object.keys(filters.fields) as Facet[]).map((field) => ({
        field,
        keeps: keeps(field, filters.fields[field]!),
      }))
      const candidates = found ?? rowsOf(query)
      if (always.length === 0 && active.length === 0) {
        return { rows: candidates, besides: new Map() }
      }
      return partition(candidates, always, active)
    },

    ranking(query) {
      if (!query) return null
      const { expression, negated } = toMatch(query, formsOf)
      if (negated) return null
      const found = latestScored.all(expression, ranked + 1) as unknown as [number, number][]
      const partial = found.length > ranked
      const size = partial ? ranked : found.length
      const ranking = { rows: new Int32Array(size), scores: new Float64Array(size), partial }
      for (let i = 0; i < size; i++) {
        const [row, score] = found[i]!
        ranking.rows[i] = row
        ranking.scores[i] = score
      }
      return ranking
    },
  }
}

/** One pass: what passes everything, and what only one field keeps out. */
function partition(
  candidates: Int32Array,
  always: Keeps[],
  active: { field: Facet; keeps: Keeps }[],
): Matching {
  const rows: number[] = []
  const besides = new Map<Facet, number[]>(active.map(({ field }) => [field, []]))
  for (const row of candidates) {
    if (!always.every((keeps) => keeps(row))) continue
    const against = active.filter(({ keeps }) => !keeps(row))
    if (against.length === 0) rows.push(row)
    else if (against.length === 1) besides.get(against[0]!.field)!.push(row)
  }
  return {
    rows: Int32Array.from(rows),
    besides: new Map([...besides].map(([field, kept]) => [field, Int32Array.from(kept)])),
  }
}

function arrays(db: DatabaseSync, sql: string) {
  const statement = db.prepare(sql)
  statement.setReturnArrays(true)
  return statement
}
