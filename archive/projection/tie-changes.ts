import type { DatabaseSync } from 'node:sqlite'
import type { ProjectedTie, TieChange } from '#core/projection.ts'
import { type Months, createMonthCounter } from './tie-months.ts'
import { snapshot } from '#core/files/sqlite-transaction.ts'

const PAGE = 500

const FIELDS = `
  tie.a as rowA, tie.b as rowB, tie.rev, tie.sentences, tie.articles, tie.stories, tie.weight, tie.first, tie.last,
  x.id as a, y.id as b,  x.articles as articlesOfA, y.articles as articlesOfB`

const CHANGED = `
  select ${FIELDS} from tie cross join entity x on x.row = tie.a cross join entity y on y.row = tie.b
  where (tie.a, tie.b) > (:a, :b) and tie.rev > :since and tie.rev <= :upTo
  order by tie.a, tie.b limit ${PAGE}`

const NAMED = `
  select ${FIELDS} from entity x cross join entity y cross join tie on tie.a = x.row and tie.b = y.row
  where x.id = ? and y.id = ?`

const GONE = `
  select a, b, rev from gone where b <> '' and (a, b) > (:a, :b) and rev > :since and rev <= :upTo
    and not exists (
      select 1 from tie where tie.a = (select row from entity where id = gone.a)
        and tie.b = (select row from entity where id = gone.b)
    )
  order by a, b limit ${PAGE}`

/** Yields ties that changed after `since` up to `upTo`, each as it is now; see `articleChanges`. */
export function* tieChanges(db: DatabaseSync, since: number, upTo: number): Generator<TieChange> {
  const changed = db.prepare(CHANGED)
  const toChanges = createReader(db)
  let last = { rowA: 0, rowB: 0 }
  for (;;) {
    const { rows, changes } = snapshot(db, () => {
      const page = { a: last.rowA, b: last.rowB, since, upTo }
      const rows = changed.all(page) as unknown as TieChangeRow[]
      return { rows, changes: toChanges(rows) }
    })
    yield* changes
    if (rows.length < PAGE) return
    last = rows.at(-1)!
  }
}

/** Yields ties removed after `since` up to `upTo`. */
export function* goneTies(db: DatabaseSync, since: number, upTo: number): Generator<TieChange> {
  const gone = db.prepare(GONE)
  let last = { a: '', b: '' }
  for (;;) {
    const page = gone.all({ a: last.a, b: last.b, since, upTo }) as unknown as GoneTie[]
    for (const { a, b, rev } of page) yield { a, b, rev, content: null }
    if (page.length < PAGE) return
    last = page.at(-1)!
  }
}

/** Yields ties by their ends; those that are not in the archive get its current rev. */
export function* tiesNamed(
  db: DatabaseSync,
  pairs: Iterable<[a: string, b: string]>,
): Generator<TieChange> {
  const named = db.prepare(NAMED)
  const state = db.prepare('select rev from state')
  const toChanges = createReader(db)
  for (const [a, b] of pairs) {
    const [change] = snapshot(db, () => toChanges(named.all(a, b) as unknown as TieChangeRow[]))
    yield change ?? { a, b, rev: (state.get() as { rev: number }).rev, content: null }
  }
}

interface TieChangeRow extends Omit<ProjectedTie, 'months' | 'monthCounts'> {
  rowA: number
  rowB: number
  rev: number
  a: string
  b: string
  articlesOfA: number
  articlesOfB: number
}

interface GoneTie {
  a: string
  b: string
  rev: number
}

/** Expects rows in the order of `rowA`. */
function createReader(db: DatabaseSync): (rows: TieChangeRow[]) => TieChange[] {
  const counter = createMonthCounter(db)
  return (rows) =>
    [...Map.groupBy(rows, ({ rowA }) => rowA).values()].flatMap((group) => {
      const months = monthsOf(group)
      return group.map((row) => toChange(row, months(row)))
    })

  /** Goes through the articles of `a` once, or through those of each `b`, whichever are fewer. */
  function monthsOf(group: TieChangeRow[]): (row: TieChangeRow) => Months {
    const { rowA, articlesOfA } = group[0]!
    const articlesOfOthers = group.reduce((sum, { articlesOfB }) => sum + articlesOfB, 0)
    if (articlesOfOthers <= articlesOfA) return ({ rowB }) => counter.between(rowB, rowA)
    const found = counter.among(rowA, new Set(group.map(({ rowB }) => rowB)))
    return ({ rowB }) => found.get(rowB) ?? new Map()
  }
}

function toChange(
  { a, b, rev, sentences, articles, stories, weight, first, last }: TieChangeRow,
  found: Months,
) {
  const months = [...found.keys()].sort()
  const monthCounts = months.map((month) => found.get(month)!)
  const counts = { sentences, articles, stories, weight, first, last }
  return { a, b, rev, content: { ...counts, months, monthCounts } }
}
