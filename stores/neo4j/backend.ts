import { z } from 'zod'
import type { Engine, SettingsOf } from '../backend.ts'
import type { EngineAddress } from '../shared/engine-address.ts'

type Neo4jAddress = Omit<EngineAddress, 'apiKey'>

/** A server that has just started takes seconds to plan its first query. */
const FIRST_ANSWER_MS = 10_000

/** Entity graph in Neo4j. */
export const backend: Engine<'graph'> = {
  id: 'neo4j',
  name: 'Neo4j',
  role: 'graph',
  module: import.meta.url,
  protocols: ['bolt:', 'bolt+s:', 'bolt+ssc:', 'neo4j:', 'neo4j+s:', 'neo4j+ssc:'],
  exampleUrl: 'bolt://127.0.0.1:7687',
  settings: {
    url: z.string(),
    user: z.string(),
    password: z.string(),
    caFile: z.string(),
  } satisfies SettingsOf<Neo4jAddress>,

  async open(address) {
    const [{ openNeo4jGraphStore }, { warmUpNeo4j }] = await Promise.all([
      import('./graph-store.ts'),
      import('./warm-up.ts'),
    ])
    const warming = new AbortController()
    const store = await openNeo4jGraphStore(address, {
      firstAnswerMs: FIRST_ANSWER_MS,
      // Starts on first contact, so that readiness does not wait for it.
      onContact: () => void warmUpNeo4j(address, warming.signal),
    })
    return {
      ...store,
      close() {
        warming.abort()
        return store.close()
      },
    }
  },

  async openTarget(address) {
    const { openNeo4jTarget } = await import('./target.ts')
    return openNeo4jTarget(address)
  },
}
