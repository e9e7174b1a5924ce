import { ExpiredError } from '../errors.ts'
import type { GraphStore } from '../graph.ts'
import type { Total } from '../page.ts'
import type { SearchStore } from '../search.ts'

export interface ExportStores {
  search: SearchStore
  graph: GraphStore
}

/** Rows in order, from a scan or a page of a list. */
export interface Part<Row> {
  items: Row[]
  next: string | null
  version: number
  /** True if the data changed since a scan began. */
  changed?: boolean | undefined
  /** Total number of rows, if known. */
  total?: Total
}

/** Reads the rows after a cursor. */
export type ReadPart<Row> = (
  stores: ExportStores,
  cursor: string | undefined,
  signal?: AbortSignal,
) => Promise<Part<Row>>

export interface OpenRows<Row> {
  /** The version of the data that all rows come from. */
  version: number
  total: Total | undefined
  /** True if one read does not give all. */
  isLong: boolean
  batches: AsyncGenerator<Row[]>
}

/**
 * All rows of one state. The first part is read before this resolves, so that what cannot be answered fails here; a change
 * of the data in the meantime fails with ExpiredError.
 */
export async function openRows<Row>(
  read: ReadPart<Row>,
  stores: ExportStores,
  signal?: AbortSignal,
): Promise<OpenRows<Row>> {
  const first = await read(stores, undefined, signal)
  const { version, total, next } = first
  const batches = restOf(first, read, stores, signal)
  return { version, total, isLong: next !== null, batches }
}

/** Requests a part while the previous one is being processed. */
async function* restOf<Row>(
  first: Part<Row>,
  read: ReadPart<Row>,
  stores: ExportStores,
  signal: AbortSignal | undefined,
): AsyncGenerator<Row[]> {
  for (let part = first; ;) {
    const next = part.next === null ? null : read(stores, part.next, signal)
    // It is awaited below; if the reader leaves first, its failure must not go unhandled.
    next?.catch(() => {})
    yield part.items
    if (next === null) return
    part = await next
    if (part.version !== first.version || part.changed) throw new ExpiredError()
  }
}
