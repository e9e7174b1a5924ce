import { openSqliteGraphStore } from '../graph/graph-store.ts'
import { openSqliteSearchStore } from '../search/search-store.ts'
import type { Adapters } from './worker-messages.ts'

/** What a worker opens: both stores over an archive's own file. */
export function openAdapters(path: string): Adapters {
  return { search: openSqliteSearchStore(path), graph: openSqliteGraphStore(path) }
}
