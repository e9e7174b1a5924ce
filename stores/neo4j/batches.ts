import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Applied } from '#core/projection.ts'

/** The changes of one transaction. */
export interface WriteBatch<S> {
  /** Its queries with their rows. */
  steps: S[]
  /** The highest rev of its changes. */
  rev: number
  applied: Applied
}

/** How changes of one kind are sent. */
export interface Shape<T, S> {
  key(change: T): string
  /** Number of rows the change makes. */
  weigh(change: T): number
  /** Gets only the newest change of each key. */
  toSteps(changes: T[]): S[]
}

/** Cuts a stream of changes into batches of about `size` rows, reading at most one batch ahead. */
export function* toBatches<T extends { rev: number }, S>(
  changes: Iterable<T>,
  shape: Shape<T, S>,
  size: number,
): Generator<WriteBatch<S>> {
  let pending: T[] = []
  let weight = 0
  for (const change of changes) {
    pending.push(change)
    weight += shape.weigh(change)
    if (weight < size) continue

    yield toBatch(pending)
    pending = []
    weight = 0
  }
  if (pending.length > 0) yield toBatch(pending)

  function toBatch(all: T[]): WriteBatch<S> {
    const newest = new Map<string, T>()
    for (const change of all) {
      const key = shape.key(change)
      if ((newest.get(key)?.rev ?? -1) <= change.rev) newest.set(key, change)
    }
    return {
      steps: shape.toSteps([...newest.values()]),
      rev: Math.max(...all.map(({ rev }) => rev)),
      applied: { rev: all.at(-1)!.rev, count: all.length, refused: [] },
    }
  }
}

/** A transaction in flight. */
export interface Sending {
  /** Resolves when everything is written to the socket. */
  sent: Promise<void>
  done: Promise<void>
}

/** The server works on one transaction while we prepare and send the next. */
const MAX_IN_FLIGHT = 2

/** Sends batches one after the other and yields each, in order, once applied. */
export async function* sendAll<S>(
  batches: Iterable<WriteBatch<S>>,
  send: (batch: WriteBatch<S>) => Sending,
  signal?: AbortSignal,
): AsyncGenerator<Applied> {
  const inFlight: { done: Promise<void>; applied: Applied }[] = []
  try {
    for (const batch of batches) {
      if (inFlight.length === MAX_IN_FLIGHT) yield await next()
      signal?.throwIfAborted()
      const { sent, done } = send(batch)
      // It is awaited later but may fail earlier.
      done.catch(() => {})
      inFlight.push({ done, applied: batch.applied })

      await Promise.race([sent, done])
      await nextTurn()
    }
    while (inFlight.length > 0) yield await next()
  } finally {
    await Promise.allSettled(inFlight.map(({ done }) => done))
  }

  async function next(): Promise<Applied> {
    const { done, applied } = inFlight.shift()!
    await done
    return applied
  }
}
