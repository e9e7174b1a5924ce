import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { DecisionConflictError } from '#core/decisions/request.ts'
import type { DecisionOutcome, DecisionRequest, Signed } from '#core/decisions/request.ts'
import type { Action, LoggedDecision } from '#core/decisions/types.ts'
import type { Archive } from '../open.ts'
import { archiveRev } from '../projection/pending.ts'
import type { Corpus } from '../registry/corpus.ts'
import { type Round, planRound } from '../registry/round.ts'
import { settleAtOnce } from '../registry/settle.ts'
import { effectOf } from './effect.ts'
import { append, readLog } from './log.ts'
import { toAction } from './to-action.ts'

type Written = Pick<Archive, 'db' | 'amend' | 'redecide'>

/** Computes what a decision would change in the archive, without writing. */
export function previewDecision(
  db: DatabaseSync,
  corpus: Corpus,
  request: DecisionRequest,
): DecisionOutcome {
  const { decision, round } = plan(db, corpus, request, { author: '', reason: '' })
  const effect = effectOf(db, round, corpus)
  const entities = entitiesOf(decision.action, round)
  return { ...effect, decision: null, entities, warnings: [], version: archiveRev(db) }
}

/** Writes a decision and everything that follows from it, in one transaction. */
export function decide(
  archive: Written,
  corpus: Corpus,
  request: DecisionRequest,
  signed: Signed,
): DecisionOutcome {
  const { db } = archive
  return archive.amend(() => {
    const version = archiveRev(db)
    const { decision, round } = plan(db, corpus, request, signed)
    const effect = effectOf(db, round, corpus)
    append(db, decision)
    settleAtOnce(archive, corpus, round)
    const warnings = movedSince(signed.version, version)
    const entities = entitiesOf(decision.action, round)
    return { ...effect, decision, entities, warnings, version }
  })
}

/**
 * Checks a decision against a snapshot and queues it for the archive's writer, which applies it
 * between two batches.
 */
export function enqueue(
  db: DatabaseSync,
  corpus: Corpus,
  request: DecisionRequest,
  signed: Signed,
): LoggedDecision {
  const { decision } = plan(db, corpus, request, signed)
  append(db, decision)
  return decision
}

function plan(db: DatabaseSync, corpus: Corpus, request: DecisionRequest, signed: Signed) {
  const log = readLog(db)
  const action = toAction({ db, corpus, log }, request)
  const decision: LoggedDecision = {
    id: randomUUID(),
    at: new Date().toISOString(),
    author: signed.author,
    reason: signed.reason,
    action,
    imported: false,
  }
  const listed = { ...decision, state: 'waiting' as const, why: null }
  const round = planRound(db, corpus, { log: [...log, listed] })
  const idle = round.replayed.idle.get(decision.id)
  if (idle !== undefined) throw new DecisionConflictError(`this cannot be decided now: ${idle}`)
  return { decision, round }
}

function movedSince(seen: number | undefined, version: number): DecisionOutcome['warnings'] {
  if (seen === undefined || seen === version) return []
  const message = 'The archive has changed since the preview: what was changed is counted here.'
  return [{ code: 'archive-moved', message }]
}

/** Current ids of the entities an action concerns. */
function entitiesOf(action: Action, { registry, log }: Round): string[] {
  if (action.type === 'undo') {
    const undone = log.find(({ id }) => id === action.decision)
    return undone ? entitiesOf(undone.action, { registry, log } as Round) : []
  }
  const objects = 'entities' in action ? action.entities : [action.entity]
  if (action.type === 'merge') objects.push(action.into)
  const forms = objects.flatMap((object) => object.forms.map(({ id }) => id))
  const now = forms.flatMap((form) => {
    const entity = registry.assignments.get(form)
    return entity === null ? [] : [entity ?? form]
  })
  const parts = 'as' in action && action.as !== undefined ? [action.as] : []
  return [...new Set([...now, ...parts])].filter((id) => !id.startsWith('?'))
}
