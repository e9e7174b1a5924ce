import { openSqliteGraphStore } from '../graph/graph-store.ts'
import type { SharedColumns } from '../search/columns.ts'
import { openSqliteSearchStore } from '../search/search-store.ts'
import type { Adapters } from './worker-messages.ts'

/** Opens both stores over an archive's own file, for a worker. */
export function openAdapters(path: string, shared: unknown = null): Adapters {
  const search = openSqliteSearchStore(path, {}, shared as SharedColumns | null)
  return { search, graph: openSqliteGraphStore(path), share: () => search.share() }
}
