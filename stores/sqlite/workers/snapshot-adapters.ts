import { createSqliteGraphStore } from '../graph/graph-store.ts'
import { openStore } from '../open-store.ts'
import { createReadTransaction } from '../read-transaction.ts'
import { createSqliteSearchStore } from '../search/search-store.ts'
import type { Adapters } from './worker-messages.ts'

const CACHE_KIB = 4096

/** Opens stores that stay at the state of their first answer, for a snapshot thread. */
export function openAdapters(path: string): Adapters {
  return {
    search: openStore(path, 'sqlite', CACHE_KIB, (db) =>
      createSqliteSearchStore(db, {}, createReadTransaction(db, 'sqlite', { held: true })),
    ),
    graph: openStore(path, 'graph store', CACHE_KIB, (db) =>
      createSqliteGraphStore(db, createReadTransaction(db, 'graph store', { held: true })),
    ),
  }
}
