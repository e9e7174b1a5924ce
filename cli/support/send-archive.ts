import { openArchive } from '#archive/open.ts'
import type { Engines } from '#stores/shared/engine-address.ts'
import { ProgressDisplay } from './progress.ts'
import type { Job } from '#indexer/projection/messages.ts'
import { finishProjecting, reportFailures, startProjecting, toJson, toLines } from './projecting.ts'
import { Stop } from './stop.ts'
import { print, printJson } from './terminal.ts'

export interface SendOptions {
  engines: Partial<Engines>
  job: Job
  /** Said where it is told to stop. */
  stopping: string
  json: boolean
}

/** Fills engines from an archive that does not change meanwhile, and says how that went; returns the exit status. */
export async function sendArchive(
  path: string,
  { engines, job, stopping, json }: SendOptions,
): Promise<number> {
  const archive = openArchive(path, { write: true })
  const stop = new Stop(`\nStopping; ${stopping}.`)
  try {
    const projection = await startProjecting(archive, engines, { job })
    const outcomes = await finishProjecting(projection, new ProgressDisplay(), stop)
    if (outcomes === null) return stop.status ?? 1
    const isWell = reportFailures(outcomes)
    if (json) printJson(toJson(outcomes))
    else for (const line of toLines(outcomes)) print(line)
    return isWell ? 0 : 1
  } finally {
    archive.close()
  }
}
