import { openArchive } from '#archive/open.ts'
import type { EngineAt } from '#stores/backend.ts'
import { ProgressDisplay } from './progress.ts'
import type { Job } from '#indexer/projection/messages.ts'
import {
  finishProjecting,
  reportFailures,
  startProjecting,
  toJson,
  outcomeLines,
} from './projecting.ts'
import { Stop } from './stop.ts'
import { print, printJson } from './terminal.ts'

export interface SendOptions {
  engines: EngineAt[]
  job: Job
  /** Printed when stopped: how to continue. */
  stopping: string
  json: boolean
}

/** Fills engines from an unchanging archive and prints the outcome; returns the exit status. */
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
    else for (const line of outcomeLines(outcomes)) print(line)
    return isWell ? 0 : 1
  } finally {
    archive.close()
  }
}
