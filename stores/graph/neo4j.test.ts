import { describe } from 'vitest'
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
})
