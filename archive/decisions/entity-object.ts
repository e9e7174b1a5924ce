import type { DatabaseSync } from 'node:sqlite'
import type { EntityKind } from '#core/article.ts'
import { partsIn } from '#core/decisions/part-ids.ts'
import { DecisionConflictError } from '#core/decisions/request.ts'
import type { ArticleRef, EntityObject, FormRef, LoggedDecision } from '#core/decisions/types.ts'
import { undoneIn } from '#core/decisions/undone.ts'
import { InvalidQueryError } from '#core/errors.ts'
import type { Corpus } from '../registry/corpus.ts'
import { textHash } from './log.ts'

/** What a decision is made from: the archive as the registry has it now. */
export interface Present {
  db: DatabaseSync
  corpus: Corpus
  log: readonly LoggedDecision[]
}

/** Describes an entity by its current id as a decision stores it. Throws if there is none. */
export function entityObject(present: Present, id: string, parameter = 'entity'): EntityObject {
  const { db } = present
  const found = db.prepare('select id, kind, name from entity where id = ?').get(id) as
    { id: string; kind: EntityKind; name: string } | undefined
  if (!found) throw noSuchEntity(db, id, parameter)
  const own = ownForms(present, id)
  const articles = exceptionRows(db, id)
  if (own.length === 0) return { ...found, ...partOf(present, id, articles) }
  const isCut = articles.some(({ form }) => own.some((each) => each.id === form))
  const rows = isCut && isRuleMade(present, id) ? distinctRows(articles) : null
  return { ...found, forms: own, ...(rows && { articles: articleRefs(db, rows) }) }
}

/** Describes articles, by row, as decisions store them. */
export function articleRefs(db: DatabaseSync, rows: readonly number[]): ArticleRef[] {
  const find = db.prepare(
    'select id, title, body from article join article_text using (row) where row = ?',
  )
  return rows.map((row) => {
    const found = find.get(row) as { id: string; title: string; body: string }
    return { id: found.id, hash: textHash(found) }
  })
}

/** Rows of the articles that name an entity. */
export function rowsNaming(db: DatabaseSync, id: string): number[] {
  const rows = db
    .prepare(
      'select distinct article from named join entity on entity.row = named.entity where entity.id = ? order by article',
    )
    .all(id)
  return (rows as { article: number }[]).map(({ article }) => article)
}

function ownForms({ db, corpus }: Present, id: string): FormRef[] {
  const assigned = db.prepare('select form from assignment where entity = ? order by form').all(id)
  const forms = (assigned as { form: string }[]).map(({ form }) => form)
  const itself = db.prepare('select 1 from assignment where form = ?').get(id)
  if (!itself && corpus.forms.has(id)) forms.unshift(id)
  return forms.flatMap((form) => {
    const name = corpus.forms.get(form)?.name
    return name === undefined ? [] : [{ id: form, name }]
  })
}

interface ExceptionRow {
  article: number
  form: string
}

function exceptionRows(db: DatabaseSync, id: string): ExceptionRow[] {
  const rows = db
    .prepare('select article, form from exception where entity = ? order by article, form')
    .all(id)
  return rows as unknown as ExceptionRow[]
}

const distinctRows = (rows: readonly ExceptionRow[]) => [
  ...new Set(rows.map(({ article }) => article)),
]

/**
 * Describes an entity that is some articles of a name, split off by a decision or a rule, or that
 * is only ever one word.
 */
function partOf(
  { db, corpus, log }: Present,
  id: string,
  rows: readonly ExceptionRow[],
): Pick<EntityObject, 'forms' | 'articles' | 'part'> {
  const ids = [...new Set(rows.map(({ form }) => form))]
  const full = ids.filter((form) => !form.startsWith('?'))
  if (full.length === 0) return { forms: ids.map((form) => ({ id: form, name: form.slice(1) })) }
  const forms = full.map((form) => ({ id: form, name: corpus.forms.get(form)?.name ?? form }))
  const part = activePart(log, id)
  const articles = articleRefs(db, distinctRows(rows))
  return { forms, articles, ...(part !== null && { part }) }
}

function activePart(log: readonly LoggedDecision[], id: string): string | null {
  const undone = undoneIn(log)
  for (const [decision, parts] of partsIn(log)) {
    const part = undone.has(decision) ? undefined : parts.find((each) => each.id === id)
    if (part) return part.key
  }
  return null
}

/**
 * Whether a rule split the articles of the name, so that only they tell which of the people it is.
 */
function isRuleMade({ db }: Present, id: string): boolean {
  return (
    db
      .prepare(`select 1 from exception where entity = ? and why <> ? and form not like '?%'`)
      .get(id, BY_HAND) !== undefined
  )
}

const BY_HAND = 'decided by hand for this article'

function noSuchEntity(db: DatabaseSync, id: string, parameter: string): Error {
  const now = db.prepare('select entity from redirect where id = ? order by entity').all(id)
  const ids = (now as { entity: string }[]).map(({ entity }) => entity)
  if (ids.length === 1) return new DecisionConflictError(`${id} was merged into ${ids[0]} already`)
  if (ids.length > 1) {
    return new DecisionConflictError(`${id} is several entities now: ${ids.join(', ')}`)
  }
  const known = db.prepare('select 1 from assignment where form = ? and entity is null').get(id)
  return known
    ? new DecisionConflictError(`${id} was rejected already: it names nobody`)
    : new InvalidQueryError(`there is no entity ${id}`, { parameter })
}
