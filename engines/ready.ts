import { setTimeout as wait } from 'node:timers/promises'
import { UserError } from '#core/errors.ts'
import { isRunning } from './engine-process.ts'
import { engineFolder, logFile } from './folder.ts'
import type { Launcher, Service } from './launcher.ts'
import { readIfThere } from './private-file.ts'

const POLL_MS = 500
const PATIENCE_MS = 300_000
/** How Java itself reports an error. */
const JAVA_ERROR = /^Error:|^Exception in thread/
const MAX_LINE = 300

/** Waits until an engine accepts its password; throws UserError if it ends, or after five minutes. */
export async function waitUntilReady(
  launcher: Launcher,
  service: Service,
  { folder, signal }: { folder: string; signal: AbortSignal },
): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS
  for (;;) {
    const obstacle = await launcher.obstacle(service)
    if (obstacle === null) return
    if (!isRunning(launcher, engineFolder(folder, launcher))) {
      throw new UserError(
        `${launcher.name} ended while it was starting; ${lastWords(folder, launcher)}`,
      )
    }
    if (performance.now() > deadline) {
      const minutes = PATIENCE_MS / 60_000
      throw new UserError(
        `${launcher.name} cannot be used after ${minutes} minutes (${obstacle}); ${lastWords(folder, launcher)}`,
      )
    }
    await wait(POLL_MS, undefined, { signal })
  }
}

/** The first error in the log of an engine, else its last line. */
export function lastWords(folder: string, launcher: Launcher): string {
  const path = logFile(folder, launcher)
  const lines = (readIfThere(path) ?? '').split('\n').filter((line) => line.trim() !== '')
  const error = lines.find((line) => JAVA_ERROR.test(line) || launcher.errorLine.test(line))
  if (error) return `${path} says: ${error.slice(0, MAX_LINE)}`
  const last = lines.at(-1)
  return last ? `${path} ends with: ${last.slice(0, MAX_LINE)}` : `${path} is empty`
}
