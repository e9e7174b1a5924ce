import type { EngineCode } from '#archive/ledger.ts'
import type { EngineAddress } from '#stores/shared/engine-address.ts'
import type { ErrorMessage } from '#stores/sqlite/workers/worker-messages.ts'
import type { EngineProgress } from './projector.ts'
import type { Sent } from './run-projection.ts'

/** `follow` keeps an engine up with the archive, `rebuild` fills it anew. */
export type Job = 'follow' | 'rebuild'

/** What a projecting thread is started with. */
export interface ProjectingData {
  engine: EngineCode
  job: Job
  /** Path of the archive. */
  archive: string
  address: EngineAddress
  /** URL of a module that exports `openTarget`. */
  targets: string
  patienceMs: number | undefined
}

/** `begin`: nothing stands in the way of any engine. `finish`: nothing more will be written. */
export type Order = 'begin' | 'finish' | 'stop'

/** `usable`: nothing was found that stands in the way, and nothing was written yet. `ready`: it can be filled. */
export type Report =
  | { type: 'usable' | 'ready' }
  | { type: 'progress'; progress: EngineProgress }
  | { type: 'waiting'; reason: string | null }
  | { type: 'done'; sent: Sent }
  | { type: 'failed'; error: ErrorMessage }
