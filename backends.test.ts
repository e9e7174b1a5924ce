import { describe, expect, it } from 'vitest'
import { STORE_ROLES } from '#core/store-role.ts'
import { variableOf } from '#stores/backend.ts'
import { ENGINES, ENGINE_NAMES, LAUNCHERS } from './backends.ts'

describe('the registry of engines', () => {
  it.each(ENGINES.map((engine) => [engine.id, engine] as const))(
    'loads %s in a thread by the URL of its module',
    async (_, engine) => {
      const { backend } = (await import(engine.module)) as { backend: unknown }

      expect(backend).toBe(engine)
    },
  )

  it('has an engine for each role, and a launcher with the same id', () => {
    const first = STORE_ROLES.map((role) => ENGINES.find((engine) => engine.role === role)?.id)

    expect(first).toEqual(['elasticsearch', 'neo4j'])
    expect(LAUNCHERS.map(({ id }) => id)).toEqual(first)
    expect(ENGINE_NAMES).toBe('Elasticsearch and Neo4j')
  })

  it('gives no two engines the same id', () => {
    expect(new Set(ENGINES.map(({ id }) => id)).size).toBe(ENGINES.length)
  })

  it('names environment variables after the settings of each engine', () => {
    const variables = ENGINES.flatMap((engine) =>
      Object.keys(engine.settings).map((field) => variableOf(engine, field)),
    )

    expect(variables).toEqual(
      expect.arrayContaining([
        'DATELINE_ELASTICSEARCH_URL',
        'DATELINE_ELASTICSEARCH_USER',
        'DATELINE_ELASTICSEARCH_PASSWORD',
        'DATELINE_ELASTICSEARCH_API_KEY',
        'DATELINE_ELASTICSEARCH_CA_FILE',
        'DATELINE_ELASTICSEARCH_PREFIX',
        'DATELINE_NEO4J_URL',
        'DATELINE_NEO4J_USER',
        'DATELINE_NEO4J_PASSWORD',
        'DATELINE_NEO4J_CA_FILE',
      ]),
    )
  })
})
