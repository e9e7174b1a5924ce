import type { DatabaseSync } from 'node:sqlite'
import { articlesNamed } from '#archive/projection/article-changes.ts'
import type { Finding } from '#archive/audit/audit.ts'
import { archiveContents, archiveState } from '#archive/scan.ts'
import { entitiesNamed } from '#archive/projection/entity-changes.ts'
import { type Stream, createCheckpointLedger } from '#archive/projection/checkpoints.ts'
import { archiveRev } from '#archive/projection/pending.ts'
import type { ProjectionLedger } from '#archive/projection/projection-ledger.ts'
import { tiesNamed } from '#archive/projection/tie-changes.ts'
import { UserError } from '#core/errors.ts'
import type { Applied, ContentKind, GraphTarget, SearchTarget } from '#core/projection.ts'
import type { Engine } from '#stores/backend.ts'
import { type Difference, compare } from './compare.ts'
import { assertFilledFrom } from './fill.ts'
import { refusal } from './projector.ts'
import { KINDS } from './route.ts'

export type EngineTarget = SearchTarget | GraphTarget

const STREAM_OF: Record<ContentKind, Stream> = {
  article: 'articles',
  entity: 'entities',
  tie: 'ties',
}

export interface EngineDifference {
  engine: Engine
  /** Null if the engine holds nothing of the archive. */
  kinds: { kind: ContentKind; difference: Difference }[] | null
  /** Streams with changes that were not sent yet. */
  behind: Stream[]
}

/**
 * Compares everything an engine holds with the archive. Throws UserError if another archive filled
 * it.
 */
export async function compareEngine(
  engine: Engine,
  target: EngineTarget,
  db: DatabaseSync,
): Promise<EngineDifference> {
  const state = await target.state()
  if (!state) return { engine, kinds: null, behind: [] }
  const ledger = createCheckpointLedger(db)
  assertFilledFrom({ db, ledger }, engine, state)
  const checkpoints = ledger.checkpoints(state.target)
  const rev = archiveRev(db)
  const kinds: EngineDifference['kinds'] = []
  for (const kind of KINDS[engine.role]) {
    const difference = await compare(
      () => archiveContents(db, kind),
      () => target.contents(kind),
    )
    kinds.push({ kind, difference })
  }
  if (archiveRev(db) !== rev) {
    throw new UserError('the archive was written meanwhile; verify it again when that has finished')
  }
  const behind = KINDS[engine.role]
    .map((kind) => STREAM_OF[kind])
    .filter((each) => checkpoints[each] < rev)
  return { engine, kinds, behind }
}

/** Describes differences in sentences. */
export function toFindings({ engine: { name }, kinds, behind }: EngineDifference): Finding[] {
  if (kinds === null) {
    const what = `${name} holds nothing of this archive; \`dateline project\` fills it`
    return [{ what, count: 1, examples: [] }]
  }
  const late = {
    what: `streams not completely sent to ${name}; \`dateline project\` continues`,
    count: behind.length,
    examples: behind,
  }
  const findings = kinds.flatMap(({ kind, difference: { missing, differing, superfluous } }) => [
    toFinding(`missing from ${name}: ${kind}`, missing),
    toFinding(`not the same in ${name}: ${kind}`, differing),
    toFinding(`in ${name} and not in the archive: ${kind}`, superfluous),
  ])
  return [late, ...findings].filter(({ count }) => count > 0)
}

const toFinding = (what: string, keys: string[]): Finding => ({
  what,
  count: keys.length,
  examples: keys.slice(0, 5),
})

/** Sends differing items again and removes superfluous ones. Returns how many. */
export async function repairEngine(
  { engine, kinds }: EngineDifference,
  target: EngineTarget,
  { db, ledger }: { db: DatabaseSync; ledger: ProjectionLedger },
): Promise<number> {
  const state = await target.state()
  if (!state || !kinds) return 0
  ledger.willSend(state.target, [], archiveRev(db))
  let sent = 0
  for (const { kind, difference } of kinds) {
    const { missing, differing, superfluous } = difference
    const keys = [...superfluous, ...missing, ...differing]
    if (keys.length === 0) continue
    for await (const { count, refused } of resend(kind, target, db, keys)) {
      sent += count
      for (const { id, reason } of refused) {
        ledger.refuse(engine.id, id, refusal(engine, id, reason))
      }
    }
  }
  await target.settle(archiveState(db))
  return sent
}

function resend(
  kind: ContentKind,
  target: EngineTarget,
  db: DatabaseSync,
  keys: string[],
): AsyncIterable<Applied> {
  const options = { force: true }
  switch (kind) {
    case 'article':
      return target.putArticles(articlesNamed(db, keys), options)
    case 'entity':
      return target.putEntities(entitiesNamed(db, keys), options)
    case 'tie':
      return (target as GraphTarget).putTies(tiesNamed(db, keys.map(toPair)), options)
  }
}

const toPair = (key: string) => key.split(' ') as [string, string]
