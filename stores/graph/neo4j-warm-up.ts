import { type GraphStore, TIE_SORTS } from '#core/graph.ts'
import type { EngineAddress } from '../engine-address.ts'
import { openNeo4jGraphStore } from './neo4j.ts'

/** A server that has just started takes seconds to plan a question for the first time; nothing here outlasts a shutdown. */
const ANSWER_MS = 8_000

/**
 * Has the server plan each question before anybody waits for it: on a connection of its own, one after the other. What
 * fails is left: whoever asks for it then hears why.
 */
export async function warmUpNeo4j(address: EngineAddress, signal: AbortSignal): Promise<void> {
  const graph = await openNeo4jGraphStore(address, { answerMs: ANSWER_MS, patienceMs: 0 })
  for (const ask of questions(graph)) {
    if (!signal.aborted) await ask().catch(() => {})
  }
  await graph.close()
}

/** Those of the screens, about what is there, as it then asks all that belongs to it. */
function* questions(graph: GraphStore): Generator<() => Promise<unknown>> {
  let hub = ''
  yield () => graph.suggest('a', 1)
  yield async () => {
    const { items } = await graph.entities({ size: 1 })
    hub = items[0]?.id ?? ''
  }
  for (const sort of TIE_SORTS) yield () => graph.ties(hub, { sort, size: 1 })
  yield () => graph.tie(hub, '')
  yield () => graph.entities({ q: 'a', size: 1 })
}
