import type { GraphStore } from '#core/graph.ts'
import type { SearchStore } from '#core/search.ts'
import { openSqliteGraphStore } from '#stores/sqlite/graph/graph-store.ts'
import { createSqliteSearchStore } from '#stores/sqlite/search/search-store.ts'
import { archiveToRead } from './archive-path.ts'
import type { BackendValues } from './backend-options.ts'
import { openEmbedded } from './embedded.ts'
import { printError } from './terminal.ts'
import { type Backend, resolveBackend } from './resolve-backend.ts'

/**
 * Opens the store that answers searches, and says which it is. The archive may be the sample news.
 */
export async function openSearchStore(values: BackendValues): Promise<{
  store: SearchStore
  openGraph: () => Promise<GraphStore>
  backend: Backend
}> {
  const backend = resolveBackend(values)
  if (backend.type === 'engines') {
    const { graph, search } = backend.engines
    const { engine, address } = search
    if (values.archive !== undefined) {
      const what = `--embedded looks into ${values.archive} itself`
      printError(`This is what ${engine.name} holds, whichever archive that came from; ${what}.`)
    }
    return {
      store: await engine.open(address),
      openGraph: () => graph.engine.open(graph.address),
      backend,
    }
  }
  const archive = archiveToRead(values.archive)
  return {
    store: createSqliteSearchStore(openEmbedded(archive).db),
    openGraph: () => Promise.resolve(openSqliteGraphStore(archive)),
    backend: { type: 'embedded', archive },
  }
}
