import { describe, expect, it } from 'vitest'
import { UserError } from '#core/errors.ts'
import { testGraphStore } from '#tests/contracts/graph-store.ts'
import { fillGraph, withArchive } from '#tests/fill-graph.ts'
import { useNeo4j } from '#tests/neo4j.ts'
import { testService } from '#tests/services.ts'
import { openNeo4jTarget } from './neo4j-target.ts'
import { openNeo4jGraphStore } from './neo4j.ts'

/** A server that has just started takes its time to plan a question. */
const PATIENT = { answerMs: 30_000 }

const service = await testService('neo4j')

describe.skipIf(!service)('neo4j graph store', () => {
  useNeo4j(service!)

  testGraphStore(async (stories) => {
    const target = await openNeo4jTarget(service!)
    await withArchive(stories, (archive) => fillGraph(target, archive))
    await target.close()
    return openNeo4jGraphStore(service!, PATIENT)
  })

  it('names what to check where its password is refused', async () => {
    const store = await openNeo4jGraphStore({ ...service!, user: 'nobody' }, { patienceMs: 0 })

    const asked = store.entity('')
    await expect(asked).rejects.toBeInstanceOf(UserError)
    await expect(asked).rejects.toThrow('check DATELINE_NEO4J_USER and DATELINE_NEO4J_PASSWORD')
    await store.close()
  })
})
