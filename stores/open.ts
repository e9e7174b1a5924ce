import type { Engines } from './backend.ts'
import { backend as embedded } from './sqlite/backend.ts'
import type { Stores } from './stores.ts'

/**
 * Opens the stores of an archive's own file in separate threads; `onReplaced` is called when
 * another file replaces it.
 */
export function openArchiveStores(path: string, onReplaced?: () => void): Promise<Stores> {
  return embedded.open(path, onReplaced)
}

/** Opens the stores of an archive's own file in this thread, at the state of their first answer. */
export function openHeldArchive(path: string): Promise<Pick<Stores, 'search' | 'graph' | 'close'>> {
  return embedded.openHeld(path)
}

/** Needs neither engine to be up: calls to one that is down fail, and the other answers. */
export async function openEngineStores(engines: Engines): Promise<Stores> {
  const [{ withBreakers }, search, graph] = await Promise.all([
    import('./shared/circuit-breaker.ts'),
    engines.search.engine.open(engines.search.address),
    engines.graph.engine.open(engines.graph.address),
  ])
  return withBreakers({
    search,
    graph,
    names: { search: engines.search.engine.name, graph: engines.graph.engine.name },
    close: async () => void (await Promise.all([search.close(), graph.close()])),
  })
}
