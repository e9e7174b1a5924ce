import { DatabaseSync } from 'node:sqlite'
import { createLedger } from '../ledger.ts'
import { lazyStatements } from '../lazy-statements.ts'
import { type CheckpointLedger, createCheckpointLedger } from './checkpoints.ts'

/**
 * One change may hold the writer's lock for a minute, for example when a large outlet is removed.
 */
const PATIENCE_MS = 600_000

/**
 * What a projection writes into the archive: its checkpoints, and what a backend refused, by
 * backend id.
 */
export interface ProjectionLedger extends CheckpointLedger {
  /** Ids the backend refused and has not accepted since. */
  refused(backend: string): string[]
  /** Lists a refusal with the file it came from; returns the message as listed. */
  refuse(backend: string, id: string, message: string): string
  /** Call when an item is sent again, or is gone. */
  clearRejection(backend: string, id: string): void
  close(): void
}

/**
 * Opens a second, small connection for a thread of the process that holds the writer's lock. A
 * power cut may lose what it wrote: items are then sent twice.
 */
export function openProjectionLedger(path: string): ProjectionLedger {
  const db = new DatabaseSync(path, { timeout: PATIENCE_MS })
  db.exec('pragma synchronous = normal; pragma trusted_schema = off')
  const lazily = lazyStatements(db)
  const origin = lazily('select path, line from article where id = ?')
  const refused = lazily('select sample as id from rejected where refused = 1 and code = ?')
  const clear = lazily('delete from rejected where refused = 1 and code = ? and sample = ?')
  const ledger = createLedger(db)

  return {
    ...createCheckpointLedger(db),
    refused: (backend) => (refused().all(backend) as { id: string }[]).map(({ id }) => id),
    refuse(backend, id, message) {
      const found = origin().get(id) as { path: string | null; line: number | null } | undefined
      const { path, line } = { path: found?.path ?? id, line: found?.line ?? null }
      const place = found?.path ? `${path}${line === null ? '' : `, line ${line}`}: ` : ''
      const rejected = { path, line, code: backend, message: place + message, sample: id }
      ledger.refuse(rejected)
      return rejected.message
    },
    clearRejection: (backend, id) => void clear().run(backend, id),
    close: () => db.close(),
  }
}
