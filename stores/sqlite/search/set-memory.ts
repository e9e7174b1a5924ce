import type { Query } from '#core/query/tree.ts'
import type { Columns } from './columns.ts'
import type { RowSet } from './row-set.ts'

/** Cache size in bytes; each thread has its own. */
const MAX_BYTES = 24 * 2 ** 20

/**
 * Caches the rows that match a query (least recently used go first) while the archive stays the
 * same.
 */
export function createSetMemory(columns: Columns) {
  const sets = new Map<string, RowSet>()
  let version = -1
  let bytes = 0

  return (query: Query | null, compute: () => RowSet): RowSet => {
    if (version !== columns.version) {
      sets.clear()
      bytes = 0
      version = columns.version
    }
    const key = keyOf(query)
    const known = sets.get(key)
    const set = known ?? compute()
    sets.delete(key)
    sets.set(key, set)
    if (!known) bytes += set.byteLength
    for (const [oldest, { byteLength }] of sets) {
      if (bytes <= MAX_BYTES) break
      sets.delete(oldest)
      bytes -= byteLength
    }
    return set
  }
}

/** Ignores the position in the typed query. */
export function keyOf(query: Query | null): string {
  return JSON.stringify(query, (name, value: unknown) =>
    name === 'start' || name === 'end' ? undefined : value,
  )
}
