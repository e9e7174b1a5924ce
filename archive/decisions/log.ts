import { createHash } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { Replay } from '#core/decisions/replay.ts'
import type { ListedDecision } from '#core/decisions/request.ts'
import type { Action, Decision, DecisionState, LoggedDecision } from '#core/decisions/types.ts'

interface DecisionRow extends Omit<LoggedDecision, 'action' | 'imported'> {
  action: string
  imported: 0 | 1
  state: DecisionState
  why: string | null
}

const COLUMNS = 'id, at, author, reason, action, imported, state, why'

/** Reads all decisions in the order in which they apply. */
export function readLog(db: DatabaseSync): ListedDecision[] {
  return toDecisions(db.prepare(`select ${COLUMNS} from decision order by seq`).all())
}

/** Reads a page of the log, latest first, and the total. */
export function readLogPage(
  db: DatabaseSync,
  { size, before }: { size: number; before: number | null },
): { items: ListedDecision[]; total: number; next: number | null } {
  const rows = db
    .prepare(`select seq, ${COLUMNS} from decision where seq < ? order by seq desc limit ?`)
    .all(before ?? Number.MAX_SAFE_INTEGER, size + 1) as unknown as (DecisionRow & {
    seq: number
  })[]
  const { total } = db.prepare('select count(*) as total from decision').get() as { total: number }
  const shown = rows.slice(0, size)
  const next = rows.length > size && size > 0 ? shown.at(-1)!.seq : null
  return { items: toDecisions(shown), total, next }
}

/** Adds a decision, to be applied by the archive's writer; call it in a transaction. */
export function append(db: DatabaseSync, decision: LoggedDecision): void {
  const { id, at, author, reason, action, imported } = decision
  db.prepare(
    `insert into decision (id, at, author, reason, action, imported, state)
     values (?, ?, ?, ?, ?, ?, 'waiting')`,
  ).run(id, at, author, reason, JSON.stringify(action), imported ? 1 : 0)
}

/** Whether the log has decisions that are not applied yet. */
export function hasWaiting(db: DatabaseSync): boolean {
  return db.prepare(`select 1 from decision where state = 'waiting'`).get() !== undefined
}

/** Changes with every decision that is added. */
export function logVersion(db: DatabaseSync): number {
  const { last } = db.prepare('select max(seq) as last from decision').get() as {
    last: number | null
  }
  return last ?? 0
}

/** Stores the outcome of each decision. */
export function recordStates(db: DatabaseSync, log: ListedDecision[], result: Replay): void {
  const set = db.prepare('update decision set state = ?, why = ? where id = ?')
  for (const { id, state: before, why: whyBefore } of log) {
    const why = result.idle.get(id) ?? null
    const state = result.undone.has(id) ? 'undone' : why === null ? 'active' : 'idle'
    if (state !== before || why !== whyBefore) set.run(state, why, id)
  }
}

/** Hashes title and text, to recognise the same article in another archive. */
export function textHash({ title, body }: { title: string; body: string }): string {
  return createHash('sha256').update(`${title}\n${body}`).digest('base64url').slice(0, 22)
}

function toDecisions(rows: unknown[]): ListedDecision[] {
  return (rows as DecisionRow[]).map(
    ({ id, at, author, reason, action, imported, state, why }) => ({
      ...{ id, at, author, reason, action: JSON.parse(action) as Action },
      ...{ imported: imported === 1, state, why },
    }),
  )
}

/** Drops the fields that only this archive knows. */
export const toDecision = ({ id, at, author, reason, action }: Decision): Decision => ({
  ...{ id, at, author, reason, action },
})
