import { existsSync } from 'node:fs'
import { threadId } from 'node:worker_threads'
import { InvalidQueryError, StoreError, UserError } from '#core/errors.ts'
import type { Adapters } from './worker-messages.ts'

/*
 * What tests of the pool have a worker open: an article's id, or the cursor of a search, says what to do. It is loaded by URL, as the real
 * adapters are.
 */
const DOING: Record<string, (detail: string) => unknown> = {
  thread: () => threadId,
  /** Holds up its thread for so many milliseconds, as a slow query does. */
  busy: (ms) => {
    const end = performance.now() + Number(ms)
    while (performance.now() < end);
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

/** `path` is that of a file which must be there. */
export function openAdapters(path: string): Adapters {
  if (!existsSync(path)) throw new UserError(`there is no archive at ${path}`)
  const article = async (id: string) => {
    const [name = '', detail = ''] = id.split(':')
    return DOING[name]!(detail)
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
