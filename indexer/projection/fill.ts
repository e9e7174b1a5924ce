import type { DatabaseSync } from 'node:sqlite'
import { archiveId, archiveRev, isRestored } from '#archive/projection/pending.ts'
import type { ProjectionLedger } from '#archive/projection/projection-ledger.ts'
import { OutdatedError, UserError } from '#core/errors.ts'
import type { TargetState } from '#core/projection.ts'
import type { Engine } from '#stores/backend.ts'

interface Fillable {
  state(): Promise<TargetState | null>
  prepare(archive: string): Promise<TargetState>
}

interface FillSource {
  db: DatabaseSync
  ledger: Pick<ProjectionLedger, 'checkpoints'>
}

/**
 * Prepares a target for being filled from this archive. Throws like `assertFilledFrom`; writes
 * nothing before `begin` resolves.
 */
export async function prepareTarget(
  engine: Pick<Engine, 'name' | 'role'>,
  target: Fillable,
  source: FillSource,
  begin: () => Promise<void> = async () => {},
): Promise<TargetState> {
  const state = await target.state()
  if (state) assertFilledFrom(source, engine, state)
  await begin()
  return target.prepare(archiveId(source.db))
}

/**
 * Throws UserError if the engine holds anything this archive did not send: OutdatedError if the
 * archive was restored from a backup.
 */
export function assertFilledFrom(
  { db, ledger }: FillSource,
  { name, role }: Pick<Engine, 'name' | 'role'>,
  state: TargetState,
): void {
  const rebuild = `\`dateline rebuild ${role}\``
  if (state.archive !== archiveId(db)) {
    throw new UserError(
      `${name} was filled from another archive; name that archive, replace the contents with ${rebuild}, or use --embedded`,
    )
  }
  if (state.rev > archiveRev(db) || state.rev > ledger.checkpoints(state.target).sent) {
    if (isRestored(db)) {
      throw new OutdatedError(
        `${name} holds a state of the archive from before it was restored; \`dateline project\` refills it`,
      )
    }
    throw new UserError(
      `${name} holds what this archive never sent (was the archive restored from a copy?); ${rebuild} refills it from the archive`,
    )
  }
}
