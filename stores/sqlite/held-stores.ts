import type { DatabaseSync } from 'node:sqlite'
import type { GraphStore } from '#core/graph.ts'
import type { SearchStore } from '#core/search.ts'
import { createSqliteGraphStore } from './graph/graph-store.ts'
import { openStore } from './open-store.ts'
import { type ReadTransaction, createReadTransaction } from './read-transaction.ts'
import type { SharedColumns } from './search/columns.ts'
import { createSqliteSearchStore } from './search/search-store.ts'

const CACHE_KIB = 4096

export interface HeldStores {
  search: SearchStore
  graph: GraphStore
  /** Lets go of the state; the next answer is of the latest one, and holds it. */
  release(): void
  close(): Promise<void>
}

/**
 * Opens stores over an archive's own file, in this thread, that stay at the state of their first answer; they start from
 * the columns that other threads share.
 */
export function openHeldStores(path: string, shared: SharedColumns | null = null): HeldStores {
  const transactions: ReadTransaction[] = []
  const held = (db: DatabaseSync, name: string) => {
    const transaction = createReadTransaction(db, name, { held: true })
    transactions.push(transaction)
    return transaction
  }
  const search = openStore(path, 'sqlite', CACHE_KIB, (db) =>
    createSqliteSearchStore(db, {}, held(db, 'sqlite'), shared),
  )
  const graph = openStore(path, 'graph store', CACHE_KIB, (db) =>
    createSqliteGraphStore(db, held(db, 'graph store')),
  )
  return {
    search,
    graph,
    release: () => transactions.forEach((transaction) => transaction.end()),
    close: async () => void (await Promise.all([search.close(), graph.close()])),
  }
}
