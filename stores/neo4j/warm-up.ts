import { type GraphStore, TIE_SORTS } from '#core/graph.ts'
import type { EngineAddress } from '../shared/engine-address.ts'
import { openNeo4jGraphStore } from './graph-store.ts'

/** A server that has just started takes seconds to plan a query for the first time. */
const ANSWER_MS = 8_000
/** The beginning of many names. */
const TYPED = 'al'
const SIZE = 20

/**
 * Makes the server plan each read query before a user waits for it, one by one, on a separate
 * connection. Failures are ignored: the next call reports them.
 */
export async function warmUpNeo4j(address: EngineAddress, signal: AbortSignal): Promise<void> {
  const graph = await openNeo4jGraphStore(address, { answerMs: ANSWER_MS, patienceMs: 0 })
  for (const ask of queries(graph, signal)) await ask().catch(() => {})
  await graph.close()
}

/**
 * The queries of the web pages, with existing ids: plans also depend on the kinds and sizes of
 * parameters.
 */
function* queries(graph: GraphStore, signal: AbortSignal): Generator<() => Promise<unknown>> {
  let hub = ''
  yield () => graph.suggest(TYPED, SIZE, signal)
  yield async () => {
    const { items } = await graph.entities({ size: SIZE }, signal)
    hub = items[0]?.id ?? ''
  }
  yield () => graph.entity(hub, signal)
  for (const sort of TIE_SORTS) yield () => graph.ties(hub, { sort, size: SIZE }, signal)
  yield () => graph.tie(hub, hub, signal)
  yield () => graph.entities({ q: TYPED, size: SIZE }, signal)
}
