import { DatabaseSync } from 'node:sqlite'
import { type EngineCode, createLedger } from './ledger.ts'
import { lazyStatements } from './lazy-statements.ts'
import { type MarkKeeper, createMarkKeeper } from './checkpoints.ts'

/** Whoever writes articles holds the lock for as long as one change takes: a minute, where a large outlet is removed. */
const PATIENCE_MS = 600_000

/** What a projection writes into the archive: how far it is, and what an engine will never take. */
export interface ProjectionLedger extends MarkKeeper {
  /** Ids of what the engine refused and did not take since. */
  refused(engine: EngineCode): string[]
  /** Lists it with where it came from; returns the sentence as listed. */
  refuse(engine: EngineCode, id: string, message: string): string
  /** Called where a thing is sent anew, or is no more. */
  forgive(engine: EngineCode, id: string): void
  close(): void
}

/**
 * A small connection of its own beside the one that writes articles, for a thread of the process that holds the writer's
 * lock. What it says may be lost in a power cut: then things are sent twice.
 */
export function openProjectionLedger(path: string): ProjectionLedger {
  const db = new DatabaseSync(path, { timeout: PATIENCE_MS })
  db.exec('pragma synchronous = normal; pragma trusted_schema = off')
  const lazily = lazyStatements(db)
  const origin = lazily('select path, line from article where id = ?')
  const refused = lazily('select sample as id from rejected where code = ?')
  const forgive = lazily('delete from rejected where code = ? and sample = ?')
  const ledger = createLedger(db)

  return {
    ...createMarkKeeper(db),
    refused: (engine) => (refused().all(engine) as { id: string }[]).map(({ id }) => id),
    refuse(engine, id, message) {
      const found = origin().get(id) as { path: string | null; line: number | null } | undefined
      const { path, line } = { path: found?.path ?? id, line: found?.line ?? null }
      const place = found?.path ? `${path}${line === null ? '' : `, line ${line}`}: ` : ''
      const rejected = { path, line, code: engine, message: place + message, sample: id }
      ledger.enter({ opened: [], rejected: [rejected], finished: [] })
      return rejected.message
    },
    forgive: (engine, id) => void forgive().run(engine, id),
    close: () => db.close(),
  }
}
