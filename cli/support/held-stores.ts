import { openEngineStores, openHeldArchive } from '#stores/open.ts'
import type { Stores } from '#stores/stores.ts'
import { archiveToRead } from './archive-path.ts'
import type { BackendValues } from './backend-options.ts'
import { openEmbedded } from './embedded.ts'
import { resolveBackend } from './resolve-backend.ts'

/** Opens stores fixed at one state, if they support it. */
export async function openHeldStores(values: BackendValues): Promise<{
  stores: Pick<Stores, 'search' | 'graph'>
  /** The archive being read, or the one behind the engines. */
  archive: string
  close: () => Promise<void>
}> {
  const backend = resolveBackend(values)
  if (backend.type === 'engines') {
    const stores = await openEngineStores(backend.engines)
    return { stores, archive: backend.archive, close: () => stores.close() }
  }
  const archive = archiveToRead(values.archive)
  openEmbedded(archive).close()
  const held = await openHeldArchive(archive)
  return { stores: held, archive, close: () => held.close() }
}
