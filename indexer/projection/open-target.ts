import type { EngineCode } from '#archive/ledger.ts'
import type { GraphTarget, SearchTarget } from '#core/projection.ts'
import type { EngineAddress } from '#stores/shared/engine-address.ts'

export interface OpenTarget {
  (engine: 'elasticsearch', address: EngineAddress, report: TellWhy): Promise<SearchTarget>
  (engine: 'neo4j', address: EngineAddress, report: TellWhy): Promise<GraphTarget>
  (engine: EngineCode, address: EngineAddress, report: TellWhy): Promise<SearchTarget | GraphTarget>
}

/** Is told, as a sentence, why writing waits. */
export type TellWhy = (sentence: string) => void

/** Opens the writing side of an engine; its client loads only here. */
export const openTarget = (async (engine, { prefix, ...address }, report) => {
  if (engine === 'elasticsearch') {
    const { openElasticsearchTarget } = await import('#stores/elasticsearch/open-target.ts')
    return openElasticsearchTarget(address, { report, prefix })
  }
  const { openNeo4jTarget } = await import('#stores/neo4j/target.ts')
  return openNeo4jTarget(address)
}) as OpenTarget
