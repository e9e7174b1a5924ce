import { expect, it } from 'vitest'
import { StoreError, UserError } from '#core/errors.ts'
import type { Stores } from '#stores/stores.ts'
import { enginesAt } from '#tests/engines-at.ts'
import { openEngines } from './open-engines.ts'
import { failingStores, openStoresOn } from './testing.ts'

const ENGINES = enginesAt({
  elasticsearch: { url: 'http://127.0.0.1:9200' },
  neo4j: { url: 'bolt://127.0.0.1:7687' },
})
const UNREACHABLE = failingStores(new StoreError('Neo4j', 'connection refused'))
const answering = openStoresOn([])

async function openAnd(stores: Stores) {
  const said: string[] = []
  let closed = false
  const close = async () => void (closed = true)
  const opened = openEngines(
    ENGINES,
    async () => ({ ...stores, close }),
    (sentence) => said.push(sentence),
  )
  return { failure: await opened.then(() => null, String), said, closed }
}

it('says nothing where both engines answer', async () => {
  expect(await openAnd(answering)).toEqual({ failure: null, said: [], closed: false })
})

it('says what will be missing where one does not answer, and serves the other', async () => {
  const { failure, said } = await openAnd({ ...answering, graph: UNREACHABLE.graph })

  expect(failure).toBeNull()
  expect(said).toEqual([
    'names and ties will be missing until Neo4j at bolt://127.0.0.1:7687 answers; now connection refused',
  ])
})

it('names both, and what to do, where neither answers', async () => {
  const { failure, closed } = await openAnd(UNREACHABLE)

  expect(failure).toContain('neither Elasticsearch (http://127.0.0.1:9200) nor Neo4j')
  expect(failure).toContain('engines start')
  expect(failure).toContain('--embedded')
  expect(closed).toBe(true)
})

it('refuses to serve what is set up wrong, whatever the other says', async () => {
  const wrong = failingStores(new UserError('wrong password for Elasticsearch'))
  const { failure, closed } = await openAnd({ ...answering, search: wrong.search })

  expect(failure).toContain('wrong password')
  expect(closed).toBe(true)
})
