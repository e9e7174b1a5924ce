import { type GraphStore, TIE_SORTS } from '#core/graph.ts'
import type { EngineAddress } from '../shared/engine-address.ts'
import { openNeo4jGraphStore } from './graph-store.ts'

/** A server that has just started takes seconds to plan a question for the first time; nothing here outlasts a shutdown. */
const ANSWER_MS = 8_000
/** Begins many names. */
const TYPED = 'al'
const SIZE = 20

/**
 * Has the server plan each question before anybody waits for it: on a connection of its own, one after the other. What
 * fails is left: whoever asks for it then hears why.
 */
export async function warmUpNeo4j(address: EngineAddress, signal: AbortSignal): Promise<void> {
  const graph = await openNeo4jGraphStore(address, { answerMs: ANSWER_MS, patienceMs: 0 })
  for (const ask of questions(graph, signal)) await ask().catch(() => {})
  await graph.close()
}

/** As the screens ask them, about what is there: a plan is of the kinds and rough sizes of parameters too. */
function* questions(graph: GraphStore, signal: AbortSignal): Generator<() => Promise<unknown>> {
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
