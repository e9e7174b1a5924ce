import { parentPort, workerData } from 'node:worker_threads'
import { toJsonAnswer } from './json-answer.ts'
import {
  type Adapters,
  type OpenAdapters,
  type Reply,
  type Request,
  type WorkerData,
  toMessage,
} from './worker-messages.ts'

/*
 * A thread of the pool: opens the stores, then answers one request at a time. `null` tells it to
 * close them and end.
 */
const port = parentPort!
const { module, path, shared, left } = workerData as WorkerData

/** The part of a signal that synchronous work can look at. */
const signal = {
  get aborted() {
    return Atomics.load(left, 0) !== 0
  },
  reason: new DOMException('the caller left', 'AbortError'),
} as AbortSignal

type Method = (...args: unknown[]) => Promise<unknown>

try {
  const { openAdapters } = (await import(module)) as { openAdapters: OpenAdapters }
  const adapters = openAdapters(path, shared)
  serve(adapters)
  port.postMessage({ shared: shared ?? (await adapters.share?.()) } satisfies Reply)
} catch (error) {
  port.postMessage({ error: toMessage(error) } satisfies Reply)
}

function serve(adapters: Adapters): void {
  port.on('message', (request: Request | null) => {
    void (request ? answer(adapters, request) : close(adapters))
  })
}

async function answer(adapters: Adapters, { store, method, args }: Request): Promise<void> {
  try {
    const methods = adapters[store] as unknown as Record<string, Method>
    const value = await methods[method]!(...args, signal)
    port.postMessage(toReply(value))
  } catch (error) {
    port.postMessage({ error: toMessage(error) } satisfies Reply)
  }
}

function toReply(value: unknown): Reply {
  return value instanceof Uint8Array ? { bytes: value } : toJsonAnswer(value)
}

async function close({ search, graph }: Adapters): Promise<void> {
  await Promise.allSettled([search.close(), graph.close()])
  port.close()
}
