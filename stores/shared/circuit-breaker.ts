import { StoreError, UserError } from '#core/errors.ts'
import { GRAPH_METHODS } from '#core/graph.ts'
import { SEARCH_METHODS } from '#core/search.ts'
import type { MethodOf } from '#core/store-methods.ts'
import { forwardCalls, makeCall } from './forward-calls.ts'
import type { Stores } from '../stores.ts'

const IN_A_ROW = 5
const WINDOW_S = 10
const LEAST_CALLS = 20
const PROBE_MS = 2000

/**
 * Keeps an unresponsive engine from slowing down callers: after five failures in a row, or if half
 * of at least twenty calls within ten seconds failed, calls fail at once, except one probe every
 * two seconds.
 */
export class Breaker {
  readonly #store: string
  readonly #now: () => number
  readonly #calls = new RecentCalls()
  #inARow = 0
  /** When the next call may try; null if all may. */
  #retryAt: number | null = null

  constructor(store: string, now: () => number = () => performance.now()) {
    this.#store = store
    this.#now = now
  }

  /** Calls that end after their signal was aborted count neither as failures nor as successes. */
  async run<T>(ask: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    if (this.#isOpen()) {
      throw new StoreError(this.#store, 'did not answer before and is tried again every 2 s')
    }
    try {
      const answer = await ask()
      this.#succeeded()
      return answer
    } catch (error) {
      if (!signal?.aborted) this.#count(error)
      throw error
    }
  }

  /** A query that cannot be answered is a success: the engine is up. */
  #count(error: unknown): void {
    if (error instanceof StoreError || error instanceof UserError) this.#failed()
    else this.#succeeded()
  }

  /** Lets one call through when it is time to try again. */
  #isOpen(): boolean {
    if (this.#retryAt === null) return false
    if (this.#now() < this.#retryAt) return true
    this.#retryAt = this.#now() + PROBE_MS
    return false
  }

  #succeeded(): void {
    this.#inARow = 0
    this.#calls.add(this.#now(), false)
    if (this.#retryAt !== null) this.#calls.clear()
    this.#retryAt = null
  }

  #failed(): void {
    this.#inARow++
    this.#calls.add(this.#now(), true)
    if (this.#inARow >= IN_A_ROW || this.#calls.areBad(this.#now())) {
      this.#retryAt = this.#now() + PROBE_MS
    }
  }
}

/** Calls of the last ten seconds, by second. */
class RecentCalls {
  #seconds: { at: number; calls: number; failures: number }[] = []

  add(now: number, failed: boolean): void {
    const at = Math.floor(now / 1000)
    let last = this.#seconds.at(-1)
    if (last?.at !== at) {
      last = { at, calls: 0, failures: 0 }
      this.#seconds = [...this.#seconds.filter((second) => second.at > at - WINDOW_S), last]
    }
    last.calls++
    if (failed) last.failures++
  }

  areBad(now: number): boolean {
    const recent = this.#seconds.filter(({ at }) => at > Math.floor(now / 1000) - WINDOW_S)
    const calls = recent.reduce((sum, second) => sum + second.calls, 0)
    const failures = recent.reduce((sum, second) => sum + second.failures, 0)
    return calls >= LEAST_CALLS && failures * 2 >= calls
  }

  clear(): void {
    this.#seconds = []
  }
}

/** Puts each store behind its own breaker: one that is down does not slow the other. */
export function withBreakers({ search, graph, ...rest }: Stores, now?: () => number): Stores {
  return {
    ...rest,
    search: guard(search, SEARCH_METHODS, new Breaker(rest.names.search, now)),
    graph: guard(graph, GRAPH_METHODS, new Breaker(rest.names.graph, now)),
  }
}

function guard<Store extends { close(): Promise<void> }>(
  store: Store,
  methods: MethodOf<Store>[],
  breaker: Breaker,
): Store {
  return forwardCalls(
    methods,
    (method, args, signal) => breaker.run(() => makeCall(store, method, args, signal), signal),
    () => store.close(),
  )
}
