import type { DatabaseSync } from 'node:sqlite'
import type { EngineCode } from '#archive/ledger.ts'
import { archiveId, archiveRev } from '#archive/pending.ts'
import type { ProjectionLedger } from '#archive/projection-ledger.ts'
import { UserError } from '#core/errors.ts'
import type { TargetState } from '#core/projection.ts'
import { ENGINE_NAMES, REBUILDS } from './engine-names.ts'

interface Fillable {
  state(): Promise<TargetState | null>
  prepare(archive: string): Promise<TargetState>
}

interface Truth {
  db: DatabaseSync
  ledger: Pick<ProjectionLedger, 'marks'>
}

/**
 * Makes an engine ready to be filled from this archive. Throws UserError where it holds what this archive did not send;
 * writes nothing before `begin` resolves.
 */
export async function prepareTarget(
  engine: EngineCode,
  target: Fillable,
  truth: Truth,
  begin: () => Promise<void> = async () => {},
): Promise<TargetState> {
  const state = await target.state()
  if (state) assertFilledFrom(engine, state, truth)
  await begin()
  return target.prepare(archiveId(truth.db))
}

/** Throws UserError where the engine holds what this archive, as it is now, did not send. */
export function assertFilledFrom(
  engine: EngineCode,
  state: TargetState,
  { db, ledger }: Truth,
): void {
  const name = ENGINE_NAMES[engine]
  const rebuild = `\`dateline rebuild ${REBUILDS[engine]}\``
  if (state.archive !== archiveId(db)) {
    throw new UserError(
      `${name} holds what another archive sent; name that archive, replace it with ${rebuild}, or work without engines by --embedded`,
    )
  }
  if (state.rev > archiveRev(db) || state.rev > ledger.marks(state.target).sent) {
    throw new UserError(
      `${name} holds what this archive never sent (was the archive restored from a copy?); ${rebuild} fills it anew from the archive`,
    )
  }
}
