import { setTimeout as wait } from 'node:timers/promises'
import { UserError } from '#core/errors.ts'
import { type GraphStore, TIE_SORTS } from '#core/graph.ts'
import type { EngineAddress } from '../engine-address.ts'
import { openNeo4jGraphStore } from './neo4j.ts'

/** A server that has just started takes seconds to plan a question for the first time; nothing here outlasts a shutdown. */
const ANSWER_MS = 8_000
const AGAIN_MS = 5_000

/**
 * Has the server plan each question before anybody waits for it: on a connection of its own, one after the other, and as
 * often as it takes until the server answers. Resolves when that is done, or soon after it is given up.
 */
export async function warmUpNeo4j(address: EngineAddress, signal: AbortSignal): Promise<void> {
  const store = await openNeo4jGraphStore(address, { answerMs: ANSWER_MS, patienceMs: 0 })
  try {
    while (!signal.aborted && !(await isAsked(store))) {
      await wait(AGAIN_MS, undefined, { signal }).catch(() => {})
    }
  } finally {
    await store.close()
  }

  async function isAsked(graph: GraphStore): Promise<boolean> {
    try {
      for (const ask of questions(graph)) {
        if (signal.aborted) return false
        await ask()
      }
      return true
    } catch (error) {
      // What is set up wrong does not pass, and whoever asks for something hears of it.
      return error instanceof UserError
    }
  }
}

/** Those of the screens, each about what is there, as it then asks all that belongs to it. */
function* questions(graph: GraphStore): Generator<() => Promise<unknown>> {
  let hub = ''
  yield async () => {
    const { items } = await graph.entities({ size: 2 })
    hub = items[0]?.id ?? ''
  }
  yield () => graph.entity(hub)
  for (const sort of TIE_SORTS) yield () => graph.ties(hub, { sort, size: 1 })
  yield () => graph.tie(hub, '')
  yield () => graph.suggest('a', 1)
  yield () => graph.entities({ q: 'a', size: 1 })
}
