import type { EngineCode } from '#archive/ledger.ts'

export const ENGINE_NAMES: Record<EngineCode, string> = {
  elasticsearch: 'Elasticsearch',
  neo4j: 'Neo4j',
}

/** What `dateline rebuild` calls that which an engine holds. */
export const REBUILDS: Record<EngineCode, string> = { elasticsearch: 'search', neo4j: 'graph' }
