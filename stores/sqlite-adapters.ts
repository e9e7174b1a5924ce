import { openSqliteGraphStore } from './graph/sqlite.ts'
import { openSqliteSearchStore } from './search/sqlite.ts'
import type { Adapters } from './worker-messages.ts'

/** What a worker opens: both stores over an archive's own file. */
export function openAdapters(path: string): Adapters {
  return { search: openSqliteSearchStore(path), graph: openSqliteGraphStore(path) }
}
