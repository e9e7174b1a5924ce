import { setTimeout as delay } from 'node:timers/promises'
import type { Refused } from '#core/projection.ts'
import type { BulkItem } from '../document.ts'
import { EngineFailure } from '../failure.ts'
import { type PaceLimits, Pace, backOffMs } from './bulk-pace.ts'
import {
  type BulkReply,
  type BulkOutcome,
  type RetryReason,
  readFailure,
  readReply,
  reasonOf,
} from './bulk-reply.ts'
import { createOrderedQueue } from './ordered-queue.ts'

export interface BulkOptions {
  /** Sends one request of JSON lines; rejects with EngineFailure. */
  send: (operations: string[]) => Promise<BulkReply>
  limits?: PaceLimits
  /** How long to continue without any success. */
  patienceMs?: number
  /** Gets a message when writing waits longer than usual. */
  report?: (sentence: string) => void
  wait?: (ms: number, signal?: AbortSignal) => Promise<void>
  random?: () => number
}

/** A finished batch; batches are in the order of their items. */
export interface Delivered {
  /** Rev of its last item. */
  rev: number
  count: number
  refused: Refused[]
}

export interface BulkCounts {
  requests: number
  bytes: number
  applied: number
  refused: number
  /** Retried requests, by reason. */
  again: Record<RetryReason, number>
}

export interface BulkWriter {
  readonly counts: BulkCounts
  /**
   * Sends all items in concurrent requests, reading no further ahead than what is in flight. When
   * aborted, it reads no more items, waits for those in flight, and ends.
   */
  write(items: Iterable<BulkItem>, signal?: AbortSignal): AsyncGenerator<Delivered>
}

const LIMITS: PaceLimits = { maxBytes: 1_200_000, minBytes: 64_000, maxInFlight: 2 }
const PATIENCE_MS = 60_000
/** Failures in a row before the user gets a message. */
const REPORT_AFTER = 3

export function createBulkWriter({
  send,
  limits = LIMITS,
  patienceMs = PATIENCE_MS,
  report = () => {},
  wait = waited,
  random = Math.random,
}: BulkOptions): BulkWriter {
  const pace = new Pace(limits)
  const counts: BulkCounts = {
    ...{ requests: 0, bytes: 0, applied: 0, refused: 0 },
    again: { overloaded: 0, blocked: 0, unknown: 0, split: 0 },
  }
  let lastSuccess = performance.now()

  async function attempt(items: BulkItem[]): Promise<BulkOutcome> {
    counts.requests++
    counts.bytes += items.reduce((sum, item) => sum + bytesOf(item), 0)
    try {
      const outcome = readReply(items, await send(items.flatMap(({ lines }) => lines)))
      if (outcome.applied.length > 0) lastSuccess = performance.now()
      if (outcome.why === 'unknown') assertProgress(new EngineFailure('unreachable', 'no answer'))
      return outcome
    } catch (error) {
      const why = error instanceof EngineFailure ? readFailure(error) : null
      if (why === null) throw error
      if (why === 'unknown') assertProgress(error)
      const reason = reasonOf(error as EngineFailure)
      return { applied: [], refused: [], again: items, why, reason }
    }
  }

  /** Gives up on an engine that does not answer; waits for one that is overloaded or blocked. */
  function assertProgress(failure: unknown): void {
    if (performance.now() - lastSuccess > patienceMs) throw failure
  }

  async function deliver(items: BulkItem[], signal?: AbortSignal): Promise<Refused[]> {
    const refused: Refused[] = []
    const pending = [items]
    for (let failed = 0; pending.length > 0;) {
      const { applied, again, why, ...outcome } = await attempt(pending.shift()!)
      refused.push(...outcome.refused)
      counts.applied += applied.length
      if (why === null) {
        pace.succeeded()
        failed = 0
        continue
      }
      counts.again[why]++
      if (why === 'split') {
        if (again.length === 1) refused.push({ id: again[0]!.id, reason: outcome.reason })
        else pending.unshift(...halves(again))
        continue
      }
      if (why === 'overloaded') pace.overloaded()
      pending.unshift(...cut(again, pace.bytes))
      if (++failed === REPORT_AFTER) report(SENTENCES[why])
      await wait(backOffMs(failed, random), signal)
    }
    counts.refused += refused.length
    return refused
  }

  return {
    counts,
    async *write(items, signal) {
      lastSuccess = performance.now()
      const iterator = items[Symbol.iterator]()
      const queue = createOrderedQueue<Refused[]>(() => pace.inFlight)
      try {
        for (;;) {
          while (queue.hasRoom() && !signal?.aborted) {
            const batch = nextBatch(iterator, pace.bytes)
            if (batch.length === 0) break
            queue.add(batch.at(-1)!.rev, batch.length, deliver(batch, signal))
          }
          if (queue.isEmpty()) return
          const done = await queue.first()
          if (done) yield { rev: done.rev, count: done.count, refused: done.result }
        }
      } catch (error) {
        // The next run sends what was not finished.
        if (!signal?.aborted) throw error
      } finally {
        await queue.settled()
      }
    },
  }
}

const SENTENCES: Record<Exclude<RetryReason, 'split'>, string> = {
  overloaded: 'Elasticsearch is busy; less is sent at a time',
  blocked:
    'Elasticsearch takes no writes, most likely because its disk is nearly full; waiting for it',
  unknown: 'Elasticsearch does not answer as it should; trying again',
}

function halves(items: BulkItem[]): BulkItem[][] {
  const half = items.length >> 1
  return [items.slice(0, half), items.slice(half)]
}

function cut(items: BulkItem[], maxBytes: number): BulkItem[][] {
  const batches: BulkItem[][] = []
  const iterator = items[Symbol.iterator]()
  for (;;) {
    const batch = nextBatch(iterator, maxBytes)
    if (batch.length === 0) return batches
    batches.push(batch)
  }
}

/** Takes items up to this many bytes; a single one may be larger. */
function nextBatch(iterator: Iterator<BulkItem>, maxBytes: number): BulkItem[] {
  const batch: BulkItem[] = []
  for (let bytes = 0; bytes < maxBytes;) {
    const next = iterator.next()
    if (next.done) break
    batch.push(next.value)
    bytes += bytesOf(next.value)
  }
  return batch
}

/** Size of its lines with line breaks. */
function bytesOf({ lines }: BulkItem): number {
  return lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0)
}

async function waited(ms: number, signal?: AbortSignal): Promise<void> {
  await delay(ms, undefined, signal && { signal })
}
