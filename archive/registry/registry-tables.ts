import type { DatabaseSync } from 'node:sqlite'
import { NAME } from '../counts/count-writer.ts'
import type { Corpus } from './corpus.ts'
import type { Remembered } from './decide-names.ts'
import { formOf } from './decider.ts'
import { addException, type Exceptions, type Given, type Registry } from './registry.ts'

/** Reads what earlier rounds left; `db` may be any connection. */
export function readRemembered(db: DatabaseSync): Remembered {
  return { given: readGiven(db), exceptions: readExceptions(db) }
}

function readGiven(db: DatabaseSync): Given {
  const rows = db.prepare('select id, nth, form from given order by nth').all()
  return new Map(
    (rows as { id: string; nth: number; form: string }[]).map(({ id, nth, form }) => [
      id,
      { nth, form },
    ]),
  )
}

function readExceptions(db: DatabaseSync): Exceptions {
  const exceptions: Exceptions = new Map()
  for (const row of db.prepare('select * from exception').iterate()) {
    const { article, form, ...exception } = row as unknown as ExceptionRow
    addException(exceptions, article, form, exception)
  }
  return exceptions
}

interface ExceptionRow {
  article: number
  form: string
  entity: string | null
  confidence: number
  why: string
}

/**
 * Stores a registry and returns ids of entities whose name or former ids changed. Articles decided
 * differently now become stale. Call it in a transaction.
 */
export function writeRegistry(
  db: DatabaseSync,
  now: Registry,
  before: Remembered,
  rowsOf: (form: string) => readonly number[],
): Set<string> {
  const stale = db.prepare('insert or ignore into stale values (?)')
  for (const row of changedExceptions(db, before.exceptions, now.exceptions)) stale.run(row)
  for (const form of changedAssignments(db, now)) for (const row of rowsOf(form)) stale.run(row)
  const give = db.prepare('insert or ignore into given (id, nth, form) values (?, ?, ?)')
  for (const [id, { nth, form }] of now.given) if (!before.given.has(id)) give.run(id, nth, form)
  replaceAll(db, now)
  return new Set([...changedRedirects(db, now), ...changedNames(db, now)])
}

/** Rows of the articles that a registry decides differently from the tables; writes nothing. */
export function changedRows(
  db: DatabaseSync,
  { registry: now, before }: { registry: Registry; before: Remembered },
  { forms }: Pick<Corpus, 'forms'>,
): Set<number> {
  const rows = new Set<number>()
  for (const row of before.exceptions.keys()) if (!now.exceptions.has(row)) rows.add(row)
  for (const [row, here] of now.exceptions) {
    if (!isSame(before.exceptions.get(row), here)) rows.add(row)
  }
  const { gone, changed } = assignmentDifferences(db, now)
  for (const form of [...gone, ...changed.map(([form]) => form)]) {
    for (const row of forms.get(formOf(form))?.rows ?? []) rows.add(row)
  }
  return rows
}

function* changedExceptions(
  db: DatabaseSync,
  before: Exceptions,
  now: Exceptions,
): Generator<number> {
  const clear = db.prepare('delete from exception where article = ?')
  const add = db.prepare('insert into exception values (?, ?, ?, ?, ?)')
  for (const row of before.keys()) {
    if (now.has(row)) continue
    clear.run(row)
    yield row
  }
  for (const [row, here] of now) {
    if (isSame(before.get(row), here)) continue
    clear.run(row)
    for (const [form, { entity, confidence, why }] of here) {
      add.run(row, form, entity, confidence, why)
    }
    yield row
  }
}

function isSame(
  before: ReturnType<Exceptions['get']>,
  now: NonNullable<ReturnType<Exceptions['get']>>,
): boolean {
  if (before?.size !== now.size) return false
  return [...now].every(([form, { entity, confidence, why }]) => {
    const known = before.get(form)
    return known?.entity === entity && known.confidence === confidence && known.why === why
  })
}

function assignmentDifferences(db: DatabaseSync, { assignments }: Registry) {
  const rows = db.prepare('select form, entity from assignment').all()
  const before = new Map(
    (rows as { form: string; entity: string | null }[]).map(({ form, entity }) => [form, entity]),
  )
  const gone = [...before.keys()].filter((form) => !assignments.has(form))
  const changed = [...assignments].filter(([form, entity]) => before.get(form) !== entity)
  return { gone, changed }
}

function changedAssignments(db: DatabaseSync, now: Registry): string[] {
  const { gone, changed } = assignmentDifferences(db, now)
  const remove = db.prepare('delete from assignment where form = ?')
  const put = db.prepare('insert or replace into assignment values (?, ?)')
  for (const form of gone) remove.run(form)
  for (const [form, entity] of changed) put.run(form, entity)
  return [...gone, ...changed.map(([form]) => form)]
}

/** Replaces small tables that nothing follows by rev. */
function replaceAll(db: DatabaseSync, { joins, candidates }: Registry): void {
  db.exec('delete from joined; delete from candidate')
  const join = db.prepare('insert into joined values (?, ?, ?, ?, ?)')
  for (const { a, b, rule, reason, confidence } of joins) join.run(a, b, rule, reason, confidence)
  const put = db.prepare('insert or replace into candidate values (?, ?, ?, ?, ?, ?)')
  for (const { id, question, entities, reasons, articles, score } of candidates) {
    put.run(id, question, JSON.stringify(entities), JSON.stringify(reasons), articles, score)
  }
}

/** Entities whose former ids changed. */
function changedRedirects(db: DatabaseSync, { redirects }: Registry): Set<string> {
  const pairs = [...redirects].flatMap(([id, all]) => all.map((entity) => ({ id, entity })))
  return replacePairs(db, 'redirect', pairs)
}

function replacePairs(
  db: DatabaseSync,
  table: 'redirect',
  now: { id: string; entity: string }[],
): Set<string> {
  const rows = db.prepare(`select id, entity from ${table}`).all() as typeof now
  const key = ({ id, entity }: (typeof now)[number]) => `${id} ${entity}`
  const [old, wanted] = [
    new Map(rows.map((p) => [key(p), p])),
    new Map(now.map((p) => [key(p), p])),
  ]
  const remove = db.prepare(`delete from ${table} where id = ? and entity = ?`)
  const add = db.prepare(`insert into ${table} (id, entity) values (?, ?)`)
  const gone = [...old].filter(([at]) => !wanted.has(at)).map(([, pair]) => pair)
  const added = [...wanted].filter(([at]) => !old.has(at)).map(([, pair]) => pair)
  for (const { id, entity } of gone) remove.run(id, entity)
  for (const { id, entity } of added) add.run(id, entity)
  return new Set([...gone, ...added].map(({ entity }) => entity))
}

/** Entities whose name in the registry changed. */
function changedNames(db: DatabaseSync, { names }: Registry): string[] {
  const rows = db.prepare('select entity, name from entity_name').all()
  const before = new Map(
    (rows as { entity: string; name: string }[]).map((r) => [r.entity, r.name]),
  )
  const gone = [...before.keys()].filter((entity) => !names.has(entity))
  const changed = [...names].filter(([entity, name]) => before.get(entity) !== name)
  const remove = db.prepare('delete from entity_name where entity = ?')
  const put = db.prepare('insert or replace into entity_name values (?, ?)')
  for (const entity of gone) remove.run(entity)
  for (const [entity, name] of changed) put.run(entity, name)
  return [...gone, ...changed.map(([entity]) => entity)]
}

/** Gives entities their current registry name, each change with a new rev. */
export function restampEntities(db: DatabaseSync, ids: Iterable<string>, rev: () => number): void {
  const known = db.prepare('select 1 from entity where id = ?')
  const stamp = db.prepare(`update entity set name = ${NAME}, rev = ? where id = ?`)
  let next: number | null = null
  for (const id of ids) if (known.get(id)) stamp.run((next ??= rev()), id)
}
