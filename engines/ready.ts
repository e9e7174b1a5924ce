import { setTimeout as wait } from 'node:timers/promises'
import { UserError } from '#core/errors.ts'
import type { Engine, Service } from './engine.ts'
import { isRunning } from './engine-process.ts'
import { engineFolder, logFile } from './engines.ts'
import { readIfThere } from './private-file.ts'

const POLL_MS = 500
const PATIENCE_MS = 300_000
/** Of Elasticsearch, of Neo4j, and of Java itself. */
const ERROR = /\[(ERROR|FATAL)\s*\]|^ERROR:|\d ERROR\s|^Error:|^Exception in thread/
const MAX_LINE = 300

/** Waits until an engine answers to its password; throws UserError if it ends, or takes far too long. */
export async function waitUntilReady(
  engine: Engine,
  service: Service,
  { folder, signal }: { folder: string; signal: AbortSignal },
): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS
  for (;;) {
    const obstacle = await engine.obstacle(service)
    if (obstacle === null) return
    if (!isRunning(engine, engineFolder(folder, engine))) {
      throw new UserError(
        `${engine.name} ended while it was starting; ${lastWords(folder, engine)}`,
      )
    }
    if (performance.now() > deadline) {
      const minutes = PATIENCE_MS / 60_000
      throw new UserError(
        `${engine.name} cannot be used after ${minutes} minutes (${obstacle}); ${lastWords(folder, engine)}`,
      )
    }
    await wait(POLL_MS, undefined, { signal })
  }
}

/** The first error in the log of an engine, else what it says last. */
export function lastWords(folder: string, engine: Engine): string {
  const path = logFile(folder, engine)
  const lines = (readIfThere(path) ?? '').split('\n').filter((line) => line.trim() !== '')
  const error = lines.find((line) => ERROR.test(line))
  if (error) return `${path} says: ${error.slice(0, MAX_LINE)}`
  const last = lines.at(-1)
  return last ? `${path} ends with: ${last.slice(0, MAX_LINE)}` : `${path} is empty`
}
