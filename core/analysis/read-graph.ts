import type { GraphStore, Tie } from '../graph.ts'
import { batchesOf } from '../scan.ts'
import { type AnalysedGraph, type AnalysedName, toAnalysedGraph } from './analysed-graph.ts'

const BATCH = 1000

interface Reading {
  signal?: AbortSignal | undefined
  /** Called after each batch with the number of names, then of ties, read so far. */
  onRead?: (read: number, what: 'names' | 'ties') => void
}

/** Reads the whole graph of a store, and its version. */
export async function readGraph(
  store: Pick<GraphStore, 'scanEntities' | 'scanTies'>,
  { signal, onRead = () => undefined }: Reading = {},
): Promise<{ graph: AnalysedGraph; version: number }> {
  const names: AnalysedName[] = []
  let version = 0
  const entities = (cursor?: string) => store.scanEntities({ size: BATCH, cursor }, signal)
  for await (const batch of batchesOf(entities)) {
    version = batch.version
    for (const { id, kind, name, sentences, articles } of batch.items) {
      names.push({ id, kind, name, sentences, articles })
    }
    onRead(names.length, 'names')
  }
  const ties: ReturnType<typeof toPlain>[] = []
  for await (const { items } of batchesOf((cursor) =>
    store.scanTies({ size: BATCH, cursor }, signal),
  )) {
    ties.push(...items.map(toPlain))
    onRead(ties.length, 'ties')
  }
  return { graph: toAnalysedGraph(names, ties), version }
}

function toPlain({ a, b, sentences, articles }: Tie) {
  return { a: a.id, b: b.id, sentences, articles }
}
