import { openSqliteGraphStore } from '../graph/graph-store.ts'
import { openSqliteSearchStore } from '../search/search-store.ts'
import type { Adapters } from './worker-messages.ts'

/** Opens both stores over an archive's own file, for a worker. */
export function openAdapters(path: string): Adapters {
  return { search: openSqliteSearchStore(path), graph: openSqliteGraphStore(path) }
}
