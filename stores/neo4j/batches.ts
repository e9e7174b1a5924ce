import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Applied } from '#core/projection.ts'

/** Changes that go in one transaction. */
export interface Batch<S> {
  /** What the transaction does. */
  steps: S[]
  /** The highest of its changes. */
  rev: number
  applied: Applied
}

/** How changes of a kind are sent. */
export interface Shape<T, S> {
  key(change: T): string
  /** How many rows the change makes. */
  weigh(change: T): number
  /** Given each thing once. */
  toSteps(changes: T[]): S[]
}

/** Cuts a stream of changes into batches of about so many rows, reading no further than the batch that is asked for. */
export function* toBatches<T extends { rev: number }, S>(
  changes: Iterable<T>,
  shape: Shape<T, S>,
  size: number,
): Generator<Batch<S>> {
  let taken: T[] = []
  let weight = 0
  for (const change of changes) {
    taken.push(change)
    weight += shape.weigh(change)
    if (weight < size) continue

    yield toBatch(taken)
    taken = []
    weight = 0
  }
  if (taken.length > 0) yield toBatch(taken)

  function toBatch(all: T[]): Batch<S> {
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

/** A transaction under way. */
export interface Sending {
  /** When all of it is on its way. */
  sent: Promise<void>
  done: Promise<void>
}

/** The server works on one while the next is made and sent. */
const ON_THEIR_WAY = 2

/** Sends one batch after the other and says of each, in order, when it was applied. */
export async function* sendAll<S>(
  batches: Iterable<Batch<S>>,
  send: (batch: Batch<S>) => Sending,
  signal?: AbortSignal,
): AsyncGenerator<Applied> {
  const ahead: { done: Promise<void>; applied: Applied }[] = []
  try {
    for (const batch of batches) {
      if (ahead.length === ON_THEIR_WAY) yield await next()
      signal?.throwIfAborted()
      const { sent, done } = send(batch)
      // It is waited for later, but may fail before.
      done.catch(() => {})
      ahead.push({ done, applied: batch.applied })

      await Promise.race([sent, done])
      await nextTurn()
    }
    while (ahead.length > 0) yield await next()
  } finally {
    await Promise.allSettled(ahead.map(({ done }) => done))
  }

  async function next(): Promise<Applied> {
    const { done, applied } = ahead.shift()!
    await done
    return applied
  }
}
