import { Worker } from 'node:worker_threads'
import { StoreError } from '#core/errors.ts'
import { fromJsonAnswer } from './json-answer.ts'
import { type Reply, type Request, type WorkerData, toError } from './worker-messages.ts'

/** A worker thread with its own stores. It takes one request at a time. */
export interface Thread {
  /** Resolves to what it shares; rejects if the stores cannot be opened. */
  opened: Promise<unknown>
  /** Resolves when the thread has ended, for whatever reason. */
  ended: Promise<void>
  ask(request: Request): Promise<unknown>
  /** Aborts the signal of the request that it works on. */
  abort(): void
  /** Lets it close its stores; resolves when it has ended. */
  stop(): Promise<void>
  /** Ends it at once, whatever it does. */
  terminate(): Promise<void>
}

export function startThread(data: Omit<WorkerData, 'left'>): Thread {
  const left = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  const workerData: WorkerData = { ...data, left }
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData })
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  let expected: PromiseWithResolvers<Reply> | null = null
  let failure: Error | undefined

  worker.on('message', (reply: Reply) => expected?.resolve(reply))
  worker.on('messageerror', (error) => expected?.reject(error))
  worker.on('error', (error: Error) => (failure = error))
  void ended.then(() =>
    expected?.reject(new StoreError('archive', 'a worker ended', { cause: failure })),
  )

  function nextReply(): Promise<unknown> {
    expected = Promise.withResolvers()
    return expected.promise.then(toValue)
  }

  return {
    opened: nextReply(),
    ended,
    ask(request) {
      Atomics.store(left, 0, 0)
      worker.postMessage(request)
      return nextReply()
    },
    abort: () => void Atomics.store(left, 0, 1),
    stop() {
      worker.postMessage(null)
      return ended
    },
    async terminate() {
      await worker.terminate()
    },
  }
}

function toValue(reply: Reply): unknown {
  if ('error' in reply) throw toError(reply.error)
  if ('shared' in reply) return reply.shared
  return 'bytes' in reply ? reply.bytes : fromJsonAnswer(reply)
}
