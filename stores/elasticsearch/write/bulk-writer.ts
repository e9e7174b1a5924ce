import type { Refused } from '#core/projection.ts'
import { setTimeout as delay } from 'node:timers/promises'
import { type PaceLimits, Pace, backOffMs } from './bulk-pace.ts'
import { type Outcome, type Why, readFailure, readReply, reasonOf } from './bulk-reply.ts'
import type { BulkItem } from '../document.ts'
import { EngineFailure } from '../failure.ts'
import { RequestBuffers } from './request-buffers.ts'

export interface BulkOptions {
  /** Sends lines and gives the parsed reply; fails with EngineFailure. Until it has replied, the bytes stay as they are. */
  send: (lines: Buffer) => Promise<unknown>
  limits?: PaceLimits
  /** How long it goes on while nothing at all gets through. */
  patienceMs?: number
  /** Told, as a sentence, why it waits longer than usual. */
  report?: (sentence: string) => void
  wait?: (ms: number, signal?: AbortSignal) => Promise<void>
  random?: () => number
}

/** A batch that is done with, in the order in which it was given. */
export interface Delivered {
  /** Of its last item. */
  rev: number
  count: number
  refused: Refused[]
}

export interface BulkCounts {
  requests: number
  bytes: number
  applied: number
  refused: number
  /** Requests that were sent once more, by the reason. */
  again: Record<Why, number>
}

export interface BulkWriter {
  readonly counts: BulkCounts
  /**
   * Sends all items, some requests at a time. What is read ahead of the engine is bounded by what is on its way.
   * Aborted, it takes no more, waits for what is on its way, and ends.
   */
  write(items: Iterable<BulkItem>, signal?: AbortSignal): AsyncGenerator<Delivered>
}

const LIMITS: PaceLimits = { maxBytes: 1_200_000, minBytes: 64_000, maxInFlight: 2 }
const PATIENCE_MS = 60_000
/** Batches that are done while an earlier one is not: only their counts are kept. */
const MAX_AHEAD = 8
/** Waiting so long for an engine that is full or blocked is worth a word. */
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
  const buffers = new RequestBuffers(limits.maxBytes)
  const counts: BulkCounts = {
    ...{ requests: 0, bytes: 0, applied: 0, refused: 0 },
    again: { full: 0, blocked: 0, unknown: 0, notTogether: 0 },
  }
  let lastSuccess = performance.now()

  async function attempt(items: BulkItem[]): Promise<Outcome> {
    const lines = buffers.write(items)
    counts.requests++
    counts.bytes += lines.length
    try {
      const reply = await send(lines)
      buffers.giveBack(lines)
      const outcome = readReply(items, reply)
      if (outcome.applied.length > 0) lastSuccess = performance.now()
      if (outcome.why === 'unknown') insistOnSuccess(new EngineFailure('unreachable', 'no answer'))
      return outcome
    } catch (error) {
      const why = error instanceof EngineFailure ? readFailure(error) : null
      if (why === null) throw error
      if (why === 'unknown') insistOnSuccess(error)
      return {
        applied: [],
        refused: [],
        again: items,
        why,
        reason: reasonOf(error as EngineFailure),
      }
    }
  }

  /** A full or blocked engine answers at least, and is waited for. */
  function insistOnSuccess(failure: unknown): void {
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
        pace.good()
        failed = 0
        continue
      }
      counts.again[why]++
      if (why === 'notTogether') {
        if (again.length === 1) refused.push({ id: again[0]!.id, reason: outcome.reason })
        else pending.unshift(...halves(again))
        continue
      }
      if (why === 'full') pace.full()
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
      const line = createLine(() => pace.inFlight)
      try {
        for (;;) {
          while (line.hasRoom() && !signal?.aborted) {
            const batch = nextBatch(iterator, pace.bytes)
            if (batch.length === 0) break
            line.add(batch, deliver(batch, signal))
          }
          if (line.isEmpty()) return
          const done = await line.first()
          if (done) yield done
        }
      } catch (error) {
        // What was given up is sent by the next run.
        if (!signal?.aborted) throw error
      } finally {
        await line.settled()
      }
    },
  }
}

const SENTENCES: Record<Exclude<Why, 'notTogether'>, string> = {
  full: 'Elasticsearch is busy; less is sent at a time',
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

/** Items until their lines have so many bytes; a single one may have more. */
function nextBatch(iterator: Iterator<BulkItem>, maxBytes: number): BulkItem[] {
  const batch: BulkItem[] = []
  for (let bytes = 0; bytes < maxBytes;) {
    const next = iterator.next()
    if (next.done) break
    batch.push(next.value)
    bytes += Buffer.byteLength(next.value.lines)
  }
  return batch
}

interface Place {
  rev: number
  count: number
  state: { refused: Refused[] } | { error: unknown } | null
}

/** What is on its way, in order; batches leave it in that order too. */
function createLine(inFlight: () => number) {
  const places: Place[] = []
  const running = new Set<Promise<void>>()

  function add(batch: BulkItem[], delivery: Promise<Refused[]>): void {
    const place: Place = { rev: batch.at(-1)!.rev, count: batch.length, state: null }
    places.push(place)
    const run = delivery
      .then((refused) => void (place.state = { refused }))
      .catch((error: unknown) => void (place.state = { error }))
      .finally(() => running.delete(run))
    running.add(run)
  }

  return {
    add,
    isEmpty: () => places.length === 0,
    hasRoom: () => running.size < inFlight() && places.length < MAX_AHEAD + inFlight(),
    /** The first batch if it is done; null after some other was, so that there may be room. */
    async first(): Promise<Delivered | null> {
      if (places[0]!.state === null) await Promise.race(running)
      const { rev, count, state } = places[0]!
      if (state === null) return null
      places.shift()
      if ('error' in state) throw state.error
      return { rev, count, refused: state.refused }
    },
    async settled(): Promise<void> {
      await Promise.all(running)
    },
  }
}

async function waited(ms: number, signal?: AbortSignal): Promise<void> {
  await delay(ms, undefined, signal && { signal })
}
