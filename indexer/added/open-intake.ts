import { setTimeout as wait } from 'node:timers/promises'
import Tinypool from 'tinypool'
import { ArchiveBusyError } from '#archive/open.ts'
import type { ArticleInput, ArticleIntake, IntakeOutcome } from '#core/article-intake.ts'
import { drainInbox } from './drain-inbox.ts'
import { Inbox } from './inbox.ts'
import type { InputTask, PreparedInput } from './prepare-input.ts'
import { type IntakeTarget, rejectInput, storeEntry } from './store-entry.ts'

const THREAD = new URL('./prepare-input.ts', import.meta.url)
/** The thread holds the gazetteer in memory; it ends when nobody adds anything. */
const IDLE_MS = 60_000
const RETRY_MS = 250

export interface IntakeOptions extends IntakeTarget {
  /** How long an input waits for another writer before it is queued. */
  patienceMs?: number
  retryMs?: number
  /** Receives what prevents queued inputs from being stored. */
  report?: (error: Error) => void
}

/**
 * Opens the intake of single articles into an archive, and stores what an earlier server left
 * queued.
 */
export function openIntake(options: IntakeOptions): ArticleIntake {
  const { patienceMs = 3000, retryMs = RETRY_MS, report = () => {} } = options
  const pool = new Tinypool({
    filename: THREAD.href,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: IDLE_MS,
  })
  const inbox = new Inbox(options.archive)
  const closing = new AbortController()
  /** One at a time, because only one process writes the archive. */
  let last: Promise<unknown> = Promise.resolve()
  let draining: Promise<void> | null = null

  const prepare = (input: ArticleInput, isStored: boolean) =>
    pool.run({ input, isStored } satisfies InputTask) as Promise<PreparedInput>

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = last.then(work)
    last = result.catch(() => undefined)
    return result
  }

  async function store({ entry, reading }: PreparedInput): Promise<IntakeOutcome | null> {
    return entry && (await inTurn(() => storeEntry(options, entry, reading.warnings)))
  }

  /** Null if the archive stayed busy. */
  async function storePatiently(prepared: PreparedInput): Promise<IntakeOutcome | null> {
    for (const until = Date.now() + patienceMs; ; await wait(retryMs)) {
      try {
        return await store(prepared)
      } catch (error) {
        if (!(error instanceof ArchiveBusyError)) throw error
        if (Date.now() >= until) return null
      }
    }
  }

  function drainInBackground(): void {
    draining ??= drainInbox(inbox, {
      prepare: (input) => prepare(input, true),
      store,
      reject: (path, reason) => inTurn(async () => rejectInput(options.archive, path, reason)),
      report,
      retryMs,
      signal: closing.signal,
    }).finally(() => (draining = null))
  }

  drainInBackground()
  return {
    read: async (input) => (await prepare(input, false)).reading,
    async add(input) {
      const prepared = await prepare(input, true)
      const { reading } = prepared
      if (reading.refused !== null) return { ...reading, outcome: null }
      // Earlier inputs are stored first.
      const isFirst = (await inbox.list()).length === 0
      const outcome = isFirst ? await storePatiently(prepared) : null
      if (outcome !== null) return { ...reading, outcome }
      await inbox.put(input)
      drainInBackground()
      return { ...reading, outcome: 'queued' }
    },
    async close() {
      closing.abort()
      await draining
      await last
      await pool.destroy()
    },
  }
}
