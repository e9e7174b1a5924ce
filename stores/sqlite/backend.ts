import type { Embedded } from '../backend.ts'

/** Serves both roles from the archive's own file, in worker threads. */
export const backend: Embedded = {
  name: 'SQLite',
  async open(archive, onReplaced) {
    const { openPool } = await import('./workers/pool.ts')
    return openPool(archive, { onReplaced })
  },
  async openHeld(archive) {
    const { openHeldStores } = await import('./held-stores.ts')
    return openHeldStores(archive)
  },
}
