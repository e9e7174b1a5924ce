import { existsSync } from 'node:fs'
import { threadId } from 'node:worker_threads'
import { InvalidQueryError, StoreError, UserError } from '#core/errors.ts'
import type { Adapters } from './worker-messages.ts'

/*
 * Adapters for tests of the pool: an article's id, or a search's cursor, says what to do. Loaded by
 * URL, like the real ones.
 */
const DOING: Record<string, (detail: string, signal?: AbortSignal) => unknown> = {
  thread: () => threadId,
  /** Blocks its thread for this many milliseconds, like a slow query. */
  busy: (ms) => {
    const end = performance.now() + Number(ms)
    while (performance.now() < end);
    return threadId
  },
  /** Blocks its thread until the caller has left. */
  attend: (_, signal) => {
    while (!signal!.aborted);
    return threadId
  },
  echo: (text) => text,
  invalid: () => {
    throw new InvalidQueryError('this bracket is never closed', { parameter: 'q', position: 4 })
  },
  unavailable: () => {
    throw new StoreError('sqlite', 'disk I/O error', { cause: new Error('at sector 7') })
  },
  bug: () => {
    throw new TypeError('undefined is not a function')
  },
  crash: () => process.exit(1),
}

/** `path` must be an existing file. */
export function openAdapters(path: string): Adapters {
  if (!existsSync(path)) throw new UserError(`there is no archive at ${path}`)
  const article = async (id: string, signal?: AbortSignal) => {
    const [name = '', detail = ''] = id.split(':')
    return DOING[name]!(detail, signal)
  }
  return {
    search: {
      article,
      articles: ({ cursor }: { cursor: string }) => article(cursor),
      close: async () => {},
    },
    graph: { close: async () => {} },
  } as unknown as Adapters
}
