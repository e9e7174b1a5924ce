import { liveProcesses, readNote } from './engine-process.ts'
import { engineFolder } from './folder.ts'
import { serviceOf } from './instance.ts'
import type { Launcher } from './launcher.ts'

/**
 * `ready`: answers; `silent`: runs but does not answer to its password; `ended`: died; `stopped`:
 * was not started.
 */
export interface EngineStatus {
  launcher: Launcher
  state: 'ready' | 'silent' | 'ended' | 'stopped'
  /** Also set for an engine that ended by itself. */
  url: string | null
  pid: number | null
  startedAt: string | null
  /** Why it does not answer. */
  reason: string | null
}

/** The state of each engine of a folder, by its process and its answer. */
export async function engineStatus(
  folder: string,
  launchers: readonly Launcher[],
): Promise<EngineStatus[]> {
  return Promise.all(launchers.map((each) => statusOf(each, engineFolder(folder, each))))
}

async function statusOf(launcher: Launcher, folder: string): Promise<EngineStatus> {
  const note = readNote(folder)
  const service = serviceOf(launcher, folder)
  if (!note || !service) {
    return { launcher, state: 'stopped', url: null, pid: null, startedAt: null, reason: null }
  }
  const { url } = service
  const { startedAt } = note
  const [pid] = liveProcesses(launcher, folder)
  if (pid === undefined)
    return { launcher, state: 'ended', url, pid: null, startedAt, reason: null }

  const reason = await launcher.obstacle(service)
  return { launcher, state: reason === null ? 'ready' : 'silent', url, pid, startedAt, reason }
}
