/** Limit of batches that may finish before an earlier one. */
const MAX_AHEAD = 8

/** A finished batch. */
export interface Done<T> {
  rev: number
  count: number
  result: T
}

interface Slot<T> {
  rev: number
  count: number
  outcome: { result: T } | { error: unknown } | null
}

/** Runs batches concurrently and returns them in the order in which they came. */
export function createOrderedQueue<T>(inFlight: () => number) {
  const slots: Slot<T>[] = []
  const running = new Set<Promise<void>>()

  return {
    add(rev: number, count: number, delivery: Promise<T>): void {
      const slot: Slot<T> = { rev, count, outcome: null }
      slots.push(slot)
      const run = delivery
        .then((result) => void (slot.outcome = { result }))
        .catch((error: unknown) => void (slot.outcome = { error }))
        .finally(() => running.delete(run))
      running.add(run)
    },

    isEmpty: () => slots.length === 0,

    hasRoom: () => running.size < inFlight() && slots.length < MAX_AHEAD + inFlight(),

    /**
     * Returns the first batch if it is finished; null if another one finished, so that there may be
     * room.
     */
    async first(): Promise<Done<T> | null> {
      if (slots[0]!.outcome === null) await Promise.race(running)
      const { rev, count, outcome } = slots[0]!
      if (outcome === null) return null
      slots.shift()
      if ('error' in outcome) throw outcome.error
      return { rev, count, result: outcome.result }
    },

    async settled(): Promise<void> {
      await Promise.all(running)
    },
  }
}
