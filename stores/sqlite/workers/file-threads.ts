import type { FileRequest, OpenFile } from '#core/export/open-file.ts'
import { StoreError } from '#core/errors.ts'
import { untilAborted } from '../../shared/cancellation.ts'
import type { FileHead, FileWriter } from './file-adapters.ts'
import { type Thread, startThread } from './thread.ts'
import type { WorkerData } from './worker-messages.ts'

const MODULE = new URL('./file-adapters.ts', import.meta.url).href
/** How long a thread waits for another file; opening a large archive takes a second. */
const IDLE_MS = 60_000

/**
 * Writes each file in a thread of its own, where it is read: only bytes leave it. One thread is kept for a minute for the
 * next file.
 */
export class FileThreads {
  readonly #data: Omit<WorkerData, 'left'>
  readonly #threads = new Set<Thread>()
  #idle: { thread: Thread; timer: NodeJS.Timeout } | null = null
  #isClosed = false

  /** `shared` is what the threads of the pool share. */
  constructor(path: string, shared: unknown) {
    this.#data = { module: MODULE, path, shared }
  }

  async open(request: FileRequest, signal?: AbortSignal): Promise<OpenFile> {
    const thread = this.#takeIdle() ?? (await this.#start())
    try {
      const opened = ask(thread, 'open', request) as Promise<FileHead>
      const head = await untilAborted(() => opened, signal)
      return { ...head, chunks: this.#chunks(thread, signal) }
    } catch (error) {
      await thread.terminate()
      throw error
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#takeIdle()
    await Promise.all([...this.#threads].map((thread) => thread.terminate()))
  }

  /** Asks for the next bytes while the previous ones are sent. */
  async *#chunks(thread: Thread, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
    const next = () => ask(thread, 'next') as Promise<Uint8Array | null>
    let pending: ReturnType<typeof next> | null = next()
    try {
      for (;;) {
        const asked: ReturnType<typeof next> = pending
        const chunk = await untilAborted(() => asked, signal)
        pending = null
        if (chunk === null) return
        pending = next()
        yield chunk
      }
    } finally {
      // Where it failed, or still writes for a reader who left, the thread is ended: waiting may take long.
      await (pending ? thread.terminate() : this.#release(thread))
    }
  }

  async #start(): Promise<Thread> {
    if (this.#isClosed) throw new StoreError('archive', 'the stores are closed')
    const thread = startThread(this.#data)
    this.#threads.add(thread)
    void thread.ended.then(() => this.#threads.delete(thread))
    await thread.opened
    return thread
  }

  async #release(thread: Thread): Promise<void> {
    await ask(thread, 'end')
    if (this.#idle || this.#isClosed) return thread.stop()
    const timer = setTimeout(() => void this.#takeIdle()?.stop(), IDLE_MS).unref()
    this.#idle = { thread, timer }
  }

  #takeIdle(): Thread | null {
    const idle = this.#idle
    clearTimeout(idle?.timer)
    this.#idle = null
    return idle?.thread ?? null
  }
}

/** Fails where it is awaited, unless nobody waits any more. */
function ask(thread: Thread, method: keyof FileWriter, ...args: unknown[]): Promise<unknown> {
  const answer = thread.ask({ store: 'files', method, args })
  answer.catch(() => {})
  return answer
}
