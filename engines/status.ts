import type { Engine } from './engine.ts'
import { liveProcesses, readNote } from './engine-process.ts'
import { ENGINES, engineFolder } from './engines.ts'
import { serviceOf } from './instance.ts'

/** How an engine of a folder is. `silent`: its process is there, and does not answer to its password. */
export interface EngineStatus {
  engine: Engine
  state: 'ready' | 'silent' | 'ended' | 'stopped'
  /** Where it is, or was before it ended by itself. */
  url: string | null
  pid: number | null
  startedAt: string | null
  /** Why it does not answer. */
  reason: string | null
}

/** How each engine of a folder is, by its process and its own answer. */
export async function engineStatus(folder: string): Promise<EngineStatus[]> {
  return Promise.all(ENGINES.map((engine) => statusOf(engine, engineFolder(folder, engine))))
}

async function statusOf(engine: Engine, folder: string): Promise<EngineStatus> {
  const note = readNote(folder)
  const service = serviceOf(engine, folder)
  if (!note || !service) {
    return { engine, state: 'stopped', url: null, pid: null, startedAt: null, reason: null }
  }
  const { url } = service
  const { startedAt } = note
  const [pid] = liveProcesses(engine, folder)
  if (pid === undefined) return { engine, state: 'ended', url, pid: null, startedAt, reason: null }

  const reason = await engine.obstacle(service)
  return { engine, state: reason === null ? 'ready' : 'silent', url, pid, startedAt, reason }
}
