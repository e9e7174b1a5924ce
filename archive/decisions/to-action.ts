import { compareText } from '#core/text/compare-text.ts'
import { checkAction } from '#core/decisions/check-action.ts'
import { freeId, partsIn } from '#core/decisions/part-ids.ts'
import { DecisionConflictError, type DecisionRequest } from '#core/decisions/request.ts'
import type { Action, ArticleRef, EntityObject } from '#core/decisions/types.ts'
import { undoneIn } from '#core/decisions/undone.ts'
import { entityId } from '#core/entity-id.ts'
import { InvalidQueryError } from '#core/errors.ts'
import { appearancesOf } from '../registry/namesakes.ts'
import { RULES } from '../registry/rules.ts'
import { type Present, articleRefs, entityObject, rowsNaming } from './entity-object.ts'

/**
 * Builds the requested decision in terms that outlast ids. Throws InvalidQueryError if it makes no
 * sense, DecisionConflictError if the current state does not allow it.
 */
export function toAction(present: Present, request: DecisionRequest): Action {
  const action = build(present, request)
  const wrong = checkAction(action)
  if (wrong !== null) throw new InvalidQueryError(wrong, { parameter: parameterOf(request) })
  return action
}

function build(present: Present, request: DecisionRequest): Action {
  const { type } = request
  switch (type) {
    case 'merge': {
      const entity = entityObject(present, request.entity)
      return { type, entity, into: entityObject(present, request.into, 'into') }
    }
    case 'split':
      return toSplit(present, request)
    case 'rename':
      return toRename(present, request)
    case 'kind':
      return toKind(present, request)
    case 'reject':
      return toReject(present, request)
    case 'confirm':
    case 'dismiss':
      return toAnswer(present, request)
    case 'undo':
      return toUndo(present, request)
  }
}

function toSplit(present: Present, request: DecisionRequest & { type: 'split' }): Action {
  const entity = entityObject(present, request.entity)
  const { forms, articles } = request
  if (articles) {
    const all = rowsNaming(present.db, entity.id)
    const own = ownArticles(present, entity, articles)
    if (own.length >= all.length) {
      throw new InvalidQueryError(
        `splitting all of its articles off would leave nothing of ${entity.name}`,
        { parameter: 'articles' },
      )
    }
    return { type: 'split', entity, articles: own, as: newId(present, entity) }
  }
  const wanted = new Set(forms)
  const split = entity.forms.filter(({ id, name }) => wanted.has(id) || wanted.has(name))
  const found = new Set(split.flatMap(({ id, name }) => [id, name]))
  const foreign = forms?.find((form) => !found.has(form))
  if (foreign !== undefined) {
    throw new InvalidQueryError(`${foreign} is not a full name of ${entity.name}`, {
      parameter: 'forms',
    })
  }
  return { type: 'split', entity, ...(forms && { forms: split }) }
}

function toRename(present: Present, request: DecisionRequest & { type: 'rename' }): Action {
  const entity = entityObject(present, request.entity)
  const name = request.name.trim().replace(/\s+/g, ' ')
  if (name === '')
    throw new InvalidQueryError('a name has at least one letter', { parameter: 'name' })
  if (name === entity.name) throw new DecisionConflictError(`${name} is its name already`)
  return { type: 'rename', entity, name }
}

function toKind(present: Present, request: DecisionRequest & { type: 'kind' }): Action {
  const entity = entityObject(present, request.entity)
  const { kind } = request
  const taken = entityId(kind, entity.name)
  const other = present.db.prepare('select name from entity where id = ?').get(taken)
  if (other && kind !== entity.kind) {
    throw new DecisionConflictError(
      `${entity.name} as a name of this kind is there already (${taken}); reject one of the two, or rename it first`,
    )
  }
  return { type: 'kind', entity, kind }
}

function toReject(present: Present, request: DecisionRequest & { type: 'reject' }): Action {
  const entity = entityObject(present, request.entity)
  const { spelling, articles } = request
  if (articles) return { type: 'reject', entity, articles: ownArticles(present, entity, articles) }
  if (spelling === undefined) return { type: 'reject', entity }
  const written = present.db
    .prepare(
      'select 1 from alias join entity on entity.row = alias.entity where id = ? and alias.name = ?',
    )
    .get(entity.id, spelling)
  if (written) return { type: 'reject', entity, spelling }
  throw new InvalidQueryError(`${entity.name} is nowhere written “${spelling}”`, {
    parameter: 'spelling',
  })
}

function toAnswer(
  present: Present,
  { type, candidate }: DecisionRequest & { type: 'confirm' | 'dismiss' },
): Action {
  const found = present.db
    .prepare('select question, entities from candidate where id = ?')
    .get(candidate) as { question: 'same' | 'two'; entities: string } | undefined
  if (!found) {
    throw new DecisionConflictError(
      `${candidate.slice(0, 200)} is not a candidate, or no longer one`,
    )
  }
  const entities = (JSON.parse(found.entities) as string[]).map((id) =>
    entityObject(present, id, 'candidate'),
  )
  const { question } = found
  if (question === 'same' || type === 'dismiss') return { type, question, entities }
  return { type, question, entities, groups: suggestedCut(present, entities[0]!) }
}

/** Suggests splitting off every person except the one with most articles, who keeps the id. */
function suggestedCut(present: Present, entity: EntityObject) {
  const { corpus, db } = present
  const forms = entity.forms.map(({ id }) => id)
  const rows = [...new Set(forms.flatMap((id) => corpus.forms.get(id)?.rows ?? []))]
  rows.sort((x, y) => x - y)
  const own = { ...entity, forms, rows }
  const cut = RULES.cutNamesake(appearancesOf(own, corpus), corpus.telling)
  if (!cut) throw new DecisionConflictError(`${entity.name} is no longer in question`)
  const taken: string[] = []
  return cut.groups.slice(1).map(({ articles: ranks }) => {
    const articles = ranks.map((rank) => corpus.rowAt(rank))
    const as = newId(present, entity, taken)
    taken.push(as)
    return { as, articles: articleRefs(db, articles) }
  })
}

function toUndo({ log }: Present, { decision }: DecisionRequest & { type: 'undo' }): Action {
  if (!log.some(({ id }) => id === decision)) {
    throw new InvalidQueryError(`there is no decision ${decision.slice(0, 100)}`, {
      parameter: 'decision',
    })
  }
  if (undoneIn(log).has(decision)) throw new DecisionConflictError('it was undone already')
  return { type: 'undo', decision }
}

function ownArticles({ db }: Present, entity: EntityObject, ids: readonly string[]): ArticleRef[] {
  const known = db.prepare('select row from article where id = ?')
  const naming = new Set(rowsNaming(db, entity.id))
  const rows = [...new Set(ids)].sort(compareText).map((id) => {
    const row = (known.get(id) as { row: number } | undefined)?.row
    if (row !== undefined && naming.has(row)) return row
    throw new InvalidQueryError(`the article ${id.slice(0, 200)} does not name ${entity.name}`, {
      parameter: 'articles',
    })
  })
  if (rows.length === 0) throw new InvalidQueryError('names no article', { parameter: 'articles' })
  return articleRefs(db, rows)
}

function newId({ db, corpus, log }: Present, entity: EntityObject, taken: string[] = []): string {
  const given = db.prepare(
    `select 1 where exists (select 1 from entity where id = :id) or exists (select 1 from given where id = :id)
       or exists (select 1 from redirect where id = :id)`,
  )
  const parts = new Set([...partsIn(log).values()].flat().map(({ id }) => id))
  return freeId(`${entityId(entity.kind, entity.name)}-2`, (id) => {
    return (
      taken.includes(id) || parts.has(id) || corpus.forms.has(id) || given.get({ id }) !== undefined
    )
  })
}

function parameterOf(request: DecisionRequest): string {
  if (request.type === 'merge') return 'into'
  if (request.type === 'split') return request.articles ? 'articles' : 'forms'
  return request.type === 'kind' ? 'kind' : 'type'
}
