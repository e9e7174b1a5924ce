import type { Engines } from '#stores/backend.ts'
import { backend as elasticsearch } from '#stores/elasticsearch/backend.ts'
import { backend as neo4j } from '#stores/neo4j/backend.ts'
import type { EngineAddress } from '#stores/shared/engine-address.ts'

/** Connections to both engines. */
export function enginesAt(addresses: Record<'elasticsearch' | 'neo4j', EngineAddress>): Engines {
  return {
    search: { engine: elasticsearch, address: addresses.elasticsearch },
    graph: { engine: neo4j, address: addresses.neo4j },
  }
}
