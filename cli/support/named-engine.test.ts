import { describe, expect, it } from 'vitest'
import type { Engine } from '#stores/backend.ts'
import { backend as elasticsearch } from '#stores/elasticsearch/backend.ts'
import { backend as neo4j } from '#stores/neo4j/backend.ts'
import { namedFor } from './named-engine.ts'

/** Another graph database, as it would be registered. */
const other: Engine<'graph'> = { ...neo4j, id: 'other', name: 'Other' }
const KNOWN = [elasticsearch, neo4j, other]
const at = (engine: Engine) => ({ engine, url: engine.exampleUrl })

describe('the engine named for a role', () => {
  it('is whichever of two is named', () => {
    expect(namedFor('graph', [at(elasticsearch), at(other)], KNOWN).engine).toBe(other)
    expect(namedFor('graph', [at(elasticsearch), at(neo4j)], KNOWN).engine).toBe(neo4j)
  })

  it('is refused if both are named', () => {
    expect(() => namedFor('graph', [at(neo4j), at(other)], KNOWN)).toThrow(
      'Neo4j and Other are both named, and an archive has one graph store; leave out one',
    )
  })

  it('is asked for, with every way to name one, if none is', () => {
    expect(() => namedFor('graph', [at(elasticsearch)], KNOWN)).toThrow(
      'Elasticsearch is named and Neo4j or Other is not; name it too with --neo4j or DATELINE_NEO4J_URL or --other or DATELINE_OTHER_URL',
    )
  })
})
