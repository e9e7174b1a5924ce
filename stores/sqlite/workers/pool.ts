import { availableParallelism } from 'node:os'
import { StoreError } from '#core/errors.ts'
import { GRAPH_METHODS } from '#core/graph.ts'
import { SEARCH_METHODS } from '#core/search.ts'
import { abortError, throwIfAborted } from '../../shared/cancellation.ts'
import { forwardCalls } from '../../shared/forward-calls.ts'
import type { Stores } from '../../stores.ts'
import { isHeavy } from './heavy.ts'
import { FileThreads } from './file-threads.ts'
import { type Thread, startThread } from './thread.ts'
import type { Request, WorkerData } from './worker-messages.ts'

const SQLITE = new URL('./sqlite-adapters.ts', import.meta.url).href
const MAX_WAITING = 500
const RETRY_MS = 1000
const UNREADABLE = 'no worker can open the archive'

export interface PoolOptions {
  workers?: number | undefined
  /** URL of the module whose `openAdapters` each worker calls. */
  module?: string | undefined
  /**
   * Called when another archive replaced the file: all workers must be closed before it can be
   * read.
   */
  onReplaced?: (() => void) | undefined
}

/**
 * Runs both stores of an archive in worker threads, so that a synchronous query blocks one worker
 * and never the caller. Calls queue for the next idle worker; slow ones never occupy all workers. A
 * worker that dies is replaced, and its call fails with StoreError. An aborted call fails at once:
 * if waiting, it is dropped; if running, its worker ends it where it next looks at its signal, as a
 * SQLite statement cannot be interrupted.
 */
export async function openPool(
  path: string,
  { workers = defaultWorkers(), module = SQLITE, onReplaced = () => {} }: PoolOptions = {},
): Promise<Stores> {
  const pool = new Pool({ path, module, shared: null }, onReplaced)
  await pool.open(workers)
  const files = new FileThreads(path, pool.shared)
  const close = async () => void (await Promise.all([pool.close(), files.close()]))
  const call =
    (store: Request['store']) => (method: string, args: unknown[], signal?: AbortSignal) =>
      pool.call({ store, method, args }, signal)

  return {
    search: forwardCalls(SEARCH_METHODS, call('search'), close),
    graph: forwardCalls(GRAPH_METHODS, call('graph'), close),
    names: { search: 'SQLite', graph: 'SQLite' },
    openFile: (request, signal) => files.open(request, signal),
    close,
  }
}

/** Leaves one core to the server itself if there are more than two. */
function defaultWorkers(): number {
  return Math.min(4, Math.max(2, availableParallelism() - 1))
}

interface PendingCall extends PromiseWithResolvers<unknown> {
  request: Request
  isHeavy: boolean
  /** The one that works on it. */
  thread: Thread | null
}

class Pool {
  #data: Omit<WorkerData, 'left'>
  readonly #onReplaced: () => void
  readonly #threads = new Set<Thread>()
  readonly #idle: Thread[] = []
  readonly #waiting: PendingCall[] = []
  #heavyRunning = 0
  readonly #unanswered = new Set<PendingCall>()
  #closed: Promise<void> | null = null

  constructor(data: Omit<WorkerData, 'left'>, onReplaced: () => void) {
    this.#data = data
    this.#onReplaced = onReplaced
  }

  /** What its threads share. */
  get shared(): unknown {
    return this.#data.shared
  }

  /** The first thread loads what the others then share. */
  async open(workers: number): Promise<void> {
    try {
      const shared = await this.#start()
      this.#data = { ...this.#data, shared }
      await Promise.all(Array.from({ length: workers - 1 }, () => this.#start()))
    } catch (error) {
      await this.close()
      throw error
    }
  }

  async call(request: Request, signal?: AbortSignal): Promise<unknown> {
    const refusal = this.#refusal()
    if (refusal) throw new StoreError('archive', refusal)
    throwIfAborted(signal)

    const call: PendingCall = {
      ...{ request, isHeavy: isHeavy(request), thread: null },
      ...Promise.withResolvers(),
    }
    const abort = () => this.#abort(call, abortError(signal!))
    this.#unanswered.add(call)
    this.#waiting.push(call)
    signal?.addEventListener('abort', abort)
    this.#serve()
    try {
      return await call.promise
    } catch (error) {
      if (error instanceof StoreError && error.reason === 'replaced') this.#onReplaced()
      throw error
    } finally {
      signal?.removeEventListener('abort', abort)
      this.#unanswered.delete(call)
    }
  }

  /** Waits for calls made earlier. */
  close(): Promise<void> {
    return (this.#closed ??= this.#finish())
  }

  #refusal(): string | null {
    if (this.#closed) return 'the stores are closed'
    if (this.#threads.size === 0) return UNREADABLE
    return this.#waiting.length >= MAX_WAITING ? 'too many requests are waiting' : null
  }

  async #finish(): Promise<void> {
    await Promise.allSettled([...this.#unanswered].map(({ promise }) => promise))
    await Promise.all([...this.#threads].map((thread) => thread.stop()))
  }

  /** Resolves to what the thread shares. */
  async #start(): Promise<unknown> {
    const thread = startThread(this.#data)
    this.#threads.add(thread)
    const shared = await this.#opened(thread)
    void thread.ended.then(() => this.#replace(thread))
    this.#idle.push(thread)
    this.#serve()
    return shared
  }

  async #opened(thread: Thread): Promise<unknown> {
    try {
      return await thread.opened
    } catch (error) {
      this.#threads.delete(thread)
      throw error
    }
  }

  #serve(): void {
    const call = this.#idle.length > 0 ? this.#takeNext() : undefined
    if (!call) return
    const thread = this.#idle.pop()!
    if (call.isHeavy) this.#heavyRunning++
    call.thread = thread
    void thread
      .ask(call.request)
      .then(call.resolve, call.reject)
      .finally(() => {
        if (call.isHeavy) this.#heavyRunning--
        call.thread = null
        if (this.#threads.has(thread)) this.#idle.push(thread)
        this.#serve()
      })
  }

  /** Heavy calls leave one thread to the others, if there are several. */
  #takeNext(): PendingCall | undefined {
    const mayBeHeavy = this.#heavyRunning < Math.max(1, this.#threads.size - 1)
    const next = this.#waiting.findIndex((call) => mayBeHeavy || !call.isHeavy)
    return next < 0 ? undefined : this.#waiting.splice(next, 1)[0]
  }

  /** If a worker has begun, what it answers is discarded. */
  #abort(call: PendingCall, reason: Error): void {
    const place = this.#waiting.indexOf(call)
    if (place >= 0) this.#waiting.splice(place, 1)
    call.thread?.abort()
    call.reject(reason)
  }

  #replace(thread: Thread): void {
    this.#threads.delete(thread)
    const place = this.#idle.indexOf(thread)
    if (place >= 0) this.#idle.splice(place, 1)
    this.#restart()
  }

  /** An archive that cannot be opened now may come back. */
  #restart(): void {
    if (this.#closed) return
    this.#start().catch(() => {
      if (this.#threads.size === 0) this.#refuseWaiting()
      setTimeout(() => this.#restart(), RETRY_MS).unref()
    })
  }

  #refuseWaiting(): void {
    const error = new StoreError('archive', UNREADABLE)
    for (const { reject } of this.#waiting.splice(0)) reject(error)
  }
}
