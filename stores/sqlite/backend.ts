import type { Embedded } from '../backend.ts'

/** Serves both roles from the archive's own file, in worker threads. */
export const backend: Embedded = {
  name: 'SQLite',
  async open(archive, onReplaced) {
    const { openPool } = await import('./workers/pool.ts')
    return openPool(archive, { onReplaced })
  },
}
