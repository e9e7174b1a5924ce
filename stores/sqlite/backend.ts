import type { Embedded } from '../backend.ts'

/** Both roles, in the archive's own file and in worker threads. */
export const backend: Embedded = {
  name: 'SQLite',
  async open(archive, onReplaced) {
    const { openPool } = await import('./workers/pool.ts')
    return openPool(archive, { onReplaced })
  },
}
