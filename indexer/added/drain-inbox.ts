import { setTimeout as wait } from 'node:timers/promises'
import { ArchiveBusyError } from '#archive/open.ts'
import type { ArticleInput } from '#core/article-intake.ts'
import { UserError } from '#core/errors.ts'
import type { Inbox } from './inbox.ts'
import type { PreparedInput } from './prepare-input.ts'

export interface DrainSteps {
  prepare: (input: ArticleInput) => Promise<PreparedInput>
  store: (prepared: PreparedInput) => Promise<unknown>
  /** Lists an input as rejected; the path is where it is kept. */
  reject: (path: string, reason: string) => Promise<void>
  /** Receives what prevents the archive from storing anything; repeats are reported once. */
  report: (error: Error) => void
  retryMs: number
  signal: AbortSignal
}

const MAX_RETRY_MS = 60_000

/**
 * Stores queued inputs, oldest first, until the queue is empty. A faulty input is set aside and
 * listed as rejected; while the archive itself cannot store, everything waits.
 */
export async function drainInbox(inbox: Inbox, steps: DrainSteps): Promise<void> {
  const { signal, retryMs, report } = steps
  let delay = retryMs
  let reported = ''
  while (!signal.aborted) {
    const [path] = await inbox.list()
    if (path === undefined) return
    try {
      await takeOut(inbox, path, steps)
      delay = retryMs
      reported = ''
    } catch (error) {
      const { message } = error as Error
      const isBusy = error instanceof ArchiveBusyError
      if (!isBusy && message !== reported) report(error as Error)
      if (!isBusy) reported = message
      delay = isBusy ? retryMs : Math.min(delay * 2, MAX_RETRY_MS)
      await wait(delay, undefined, { signal }).catch(() => undefined)
    }
  }
}

async function takeOut(inbox: Inbox, path: string, steps: DrainSteps): Promise<void> {
  const reason = await store(inbox, path, steps)
  if (reason === null) return inbox.remove(path)
  // List it first: if the process is killed in between, it is listed again in the same place.
  await steps.reject(inbox.asidePath(path), reason)
  await inbox.setAside(path)
}

/**
 * Returns null if it was stored, else what is wrong with the input. Throws errors that would affect
 * any other input too.
 */
async function store(inbox: Inbox, path: string, steps: DrainSteps): Promise<string | null> {
  let prepared: PreparedInput
  try {
    prepared = await steps.prepare(await inbox.read(path))
  } catch (error) {
    // Another server of the same archive stored it first.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    return `cannot be read: ${(error as Error).message}`
  }
  if (prepared.reading.refused !== null) return prepared.reading.refused
  try {
    await steps.store(prepared)
    return null
  } catch (error) {
    if (isOfArchive(error as Error)) throw error
    return `cannot be stored: ${(error as Error).message}`
  }
}

/** SQLite's codes for unacceptable values: too big, constraint violated, type mismatch. */
const CODES_OF_VALUES = new Set([18, 19, 20])

/** Whether the archive, the disk or the system is at fault rather than the input. */
function isOfArchive(error: Error & { errcode?: number; syscall?: string }): boolean {
  if (error instanceof UserError || error.syscall !== undefined) return true
  return error.errcode !== undefined && !CODES_OF_VALUES.has(error.errcode & 0xff)
}
