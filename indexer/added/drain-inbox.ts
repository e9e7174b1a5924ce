import { setTimeout as wait } from 'node:timers/promises'
import { ArchiveBusyError } from '#archive/open.ts'
import type { ArticleInput } from '#core/article-intake.ts'
import { UserError } from '#core/errors.ts'
import type { Inbox } from './inbox.ts'
import type { PreparedInput } from './prepare-input.ts'

export interface DrainSteps {
  prepare: (input: ArticleInput) => Promise<PreparedInput>
  store: (prepared: PreparedInput) => Promise<unknown>
  /** Lists an input among what was left out; the path is where it is kept. */
  reject: (path: string, reason: string) => Promise<void>
  /** Gets what hinders the archive from taking anything in, each sentence once in a row. */
  report: (error: Error) => void
  retryMs: number
  signal: AbortSignal
}

const MAX_RETRY_MS = 60_000

/**
 * Stores what is queued, the oldest first, until nothing is. An input at fault is set aside and listed as rejected;
 * while the archive itself takes nothing in, everything waits.
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
  // Listed first: killed between the two, it is listed again in the same place.
  await steps.reject(inbox.asidePath(path), reason)
  await inbox.setAside(path)
}

/** Null where it is stored, else what is wrong with the input. Throws what would hinder any other input as well. */
async function store(inbox: Inbox, path: string, steps: DrainSteps): Promise<string | null> {
  let prepared: PreparedInput
  try {
    prepared = await steps.prepare(await inbox.read(path))
  } catch (error) {
    // Another server of the same archive was faster.
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

/** SQLite's codes for values that it does not take: too big, against a constraint, of another type. */
const CODES_OF_VALUES = new Set([18, 19, 20])

/** Whether the archive, the disk or the system is at fault, and not what was to be stored. */
function isOfArchive(error: Error & { errcode?: number; syscall?: string }): boolean {
  if (error instanceof UserError || error.syscall !== undefined) return true
  return error.errcode !== undefined && !CODES_OF_VALUES.has(error.errcode & 0xff)
}
