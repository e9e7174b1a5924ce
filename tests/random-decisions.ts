import type { DatabaseSync } from 'node:sqlite'
import type { DecisionRequest } from '#core/decisions/request.ts'
import { undoneIn } from '#core/decisions/undone.ts'
import { readLog } from '#archive/decisions/log.ts'

type Row = Record<string, string>

/** A decision that is valid now, or almost: invalid ones must be refused. */
export function randomDecision(db: DatabaseSync, random: () => number): DecisionRequest {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!
  const entities = db.prepare('select id, kind, name from entity order by id').all() as Row[]
  const { id: entity, kind, name } = pick(entities) as { id: string; kind: string; name: string }
  const articles = () =>
    (
      db
        .prepare(
          `select distinct a.id from named n join entity e on e.row = n.entity join article a on a.row = n.article
           where e.id = ? order by a.id`,
        )
        .all(entity) as Row[]
    )
      .map(({ id }) => id!)
      .filter(() => random() < 0.5)
  const forms = () =>
    (db.prepare('select form from assignment where entity = ?').all(entity) as Row[])
      .map(({ form }) => form!)
      .filter(() => random() < 0.7)
  const alike = entities.filter((each) => each.kind === kind)
  const holding = () => readLog(db).filter(({ id }) => !undoneIn(readLog(db)).has(id))
  const kinds = [
    () => ({ type: 'merge' as const, entity, into: pick(alike).id! }),
    () => ({ type: 'merge' as const, entity, into: pick(alike).id! }),
    () => ({ type: 'split' as const, entity, articles: articles() }),
    () => ({ type: 'split' as const, entity, forms: forms() }),
    () => ({ type: 'rename' as const, entity, name: `${name} ${Math.floor(random() * 9)}` }),
    () => ({ type: 'kind' as const, entity, kind: pick(['person', 'organization'] as const) }),
    () => ({ type: 'reject' as const, entity }),
    () => ({ type: 'reject' as const, entity, articles: articles() }),
    () => ({ type: 'reject' as const, entity, spelling: name.split(' ').at(-1)! }),
    () => ({ type: 'undo' as const, decision: pick(holding())?.id ?? 'none' }),
    () => ({ type: 'undo' as const, decision: pick(holding())?.id ?? 'none' }),
  ]
  return pick(kinds)()
}

/** Ids of the decisions in force, latest first; undoing them undoes everything. */
export function holdingDecisions(db: DatabaseSync): string[] {
  const log = readLog(db)
  const undone = undoneIn(log)
  return log
    .filter(({ id, action }) => action.type !== 'undo' && !undone.has(id))
    .map(({ id }) => id)
    .reverse()
}
