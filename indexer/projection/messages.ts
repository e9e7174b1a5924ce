import type { EngineAddress } from '#stores/shared/engine-address.ts'
import type { ErrorMessage } from '#stores/sqlite/workers/worker-messages.ts'
import type { EngineProgress } from './projector.ts'
import type { Sent } from './run-projection.ts'

/** `follow` keeps an engine in step with the archive, `rebuild` fills a new generation. */
export type Job = 'follow' | 'rebuild'

/** Start data of a projecting thread. */
export interface ProjectingData {
  /** URL of the module that exports the engine's descriptor as `backend`. */
  module: string
  address: EngineAddress
  job: Job
  /** Path of the archive. */
  archive: string
  patienceMs: number | undefined
}

/** `begin`: all engines are usable. `finish`: nothing more will be written to the archive. */
export type ProjectorCommand = 'begin' | 'finish' | 'stop'

/**
 * `usable`: the engine is usable, and nothing was written yet. `ready`: it is prepared and being
 * filled.
 */
export type ProjectorReport =
  | { type: 'usable' | 'ready' }
  | { type: 'progress'; progress: EngineProgress }
  | { type: 'waiting'; reason: string | null }
  | { type: 'done'; sent: Sent }
  | { type: 'failed'; error: ErrorMessage }
