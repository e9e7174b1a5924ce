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
  batches: AsyncGenerator<Row[]>
}

/** Stores with a fixed state until they are closed. */
export type Snapshot = ExportStores & { close(): Promise<void> }

/**
 * All rows of one state. The first part is read before this resolves, so that what cannot be answered fails here. What does
 * not fit into it is read from a snapshot where there is one; elsewhere, a change in the meantime fails with ExpiredError.
 */
export async function openRows<Row>(
  read: ReadPart<Row>,
  stores: ExportStores,
  snapshot: (() => Promise<Snapshot>) | undefined,
  signal?: AbortSignal,
): Promise<OpenRows<Row>> {
  const first = await read(stores, undefined, signal)
  if (first.next === null || !snapshot) {
    const { version, total } = first
    return { version, total, batches: restOf(first, read, stores, signal) }
  }
  const held = await snapshot()
  try {
    const begin = await read(held, undefined, signal)
    const { version, total } = begin
    return { version, total, batches: closing(restOf(begin, read, held, signal), held) }
  } catch (error) {
    await held.close()
    throw error
  }
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

async function* closing<Row>(
  batches: AsyncGenerator<Row[]>,
  held: Snapshot,
): AsyncGenerator<Row[]> {
  try {
    yield* batches
  } finally {
    await held.close()
  }
}
