import type { Engines } from './shared/engine-address.ts'
import type { Stores } from './stores.ts'

/*
 * Which adapters stand behind the two ports. The client of an engine loads only when the engine is picked.
 */

/** A Neo4j that has just started takes seconds to plan the first question: nobody is to hear that it does not answer. */
const FIRST_ANSWER_MS = 10_000

/** The stores of an archive's own file, in threads of their own; `onReplaced` hears that they have to be opened anew. */
export async function openArchiveStores(path: string, onReplaced?: () => void): Promise<Stores> {
  const { openPool } = await import('./sqlite/workers/pool.ts')
  return openPool(path, { onReplaced })
}

/** Needs neither engine to be up: what one of them would answer fails until it is. */
export async function openEngineStores({ elasticsearch, neo4j }: Engines): Promise<Stores> {
  const [{ openElasticsearchSearchStore }, { openNeo4jGraphStore }, { warmUpNeo4j }, breaker] =
    await Promise.all([
      import('./elasticsearch/search-store.ts'),
      import('./neo4j/graph-store.ts'),
      import('./neo4j/warm-up.ts'),
      import('./shared/circuit-breaker.ts'),
    ])
  const { prefix } = elasticsearch
  const search = await openElasticsearchSearchStore(elasticsearch, { prefix })
  const warming = new AbortController()
  const graph = await openNeo4jGraphStore(neo4j, {
    firstAnswerMs: FIRST_ANSWER_MS,
    // Not before, so that readiness does not wait for it.
    onContact: () => void warmUpNeo4j(neo4j, warming.signal),
  })
  return breaker.withBreakers({
    search,
    graph,
    names: { search: 'Elasticsearch', graph: 'Neo4j' },
    async close() {
      warming.abort()
      await Promise.all([search.close(), graph.close()])
    },
  })
}
