import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SearchStore } from '#core/search.ts'
import { openElasticsearchTarget } from '#stores/elasticsearch/open-target.ts'
import { openElasticsearchSearchStore } from '#stores/elasticsearch/search-store.ts'
import { type Story, story } from '#tests/builders.ts'
import { drain, toArticleChanges, toState } from '#tests/changes.ts'
import { deleteIndexesOf, randomPrefix } from '#tests/elasticsearch.ts'
import { type Fault, type FaultProxy, startFaultProxy } from '#tests/fault-proxy.ts'
import { testService } from '#tests/services.ts'

/** More bytes than are ever in flight between a client and a node. */
const SOME_BYTES = 300_000

const FAULTS: [name: string, fault: Fault][] = [
  ['is down', { kind: 'down' }],
  ['refuses', { kind: 'refuse' }],
  ['closes instead of replying', { kind: 'cut', afterBytes: 0 }],
  ['resets in the middle of a reply', { kind: 'reset', afterBytes: 30 }],
  ['resets in the middle of a request', { kind: 'reset', afterBytes: 10, direction: 'request' }],
  ['leaves its cluster (503)', { kind: 'storm', status: 503 }],
]

const address = await testService('elasticsearch')

/** Two nodes from a client's view: two proxies for one Elasticsearch. */
describe.skipIf(!address)('a cluster with two addresses, one of which', () => {
  const prefixes: string[] = []
  let nodes: [FaultProxy, FaultProxy]
  let both: NonNullable<typeof address>

  beforeAll(async () => {
    nodes = [await startFaultProxy(address!.url), await startFaultProxy(address!.url)]
    both = { ...address!, url: nodes.map(({ url }) => url).join(',') }
  })
  afterAll(async () => {
    await Promise.all(nodes.map((node) => node.close()))
    for (const prefix of prefixes) await deleteIndexesOf(address!, prefix)
  })

  function newPrefix(): string {
    const prefix = randomPrefix()
    prefixes.push(prefix)
    return prefix
  }

  const stories = (count: number): Story[] =>
    Array.from({ length: count }, (_, i) => story({ id: `${i}`, body: `Grain ${i}. `.repeat(200) }))

  const everything = { query: null, filters: { fields: {} } }
  const count = async (store: SearchStore) =>
    (await store.articles({ search: everything, sort: 'newest', size: 2 })).total.value

  it.each(FAULTS)(
    '%s accepts every article of an import and answers every search',
    async (_, fault) => {
      const [node] = nodes
      const all = stories(600)
      const prefix = newPrefix()
      const target = await openElasticsearchTarget(both, { prefix })
      await target.prepare('archive-of-tests')
      node.onSent(node.sent + SOME_BYTES, () => void node.set(fault))
      const applied = await drain(target.putArticles(toArticleChanges(all)))
      await target.settle(toState([]))

      expect(node.strikes).toBeGreaterThan(0)
      expect(applied.at(-1)).toMatchObject({ rev: all.length })
      expect(applied.flatMap(({ refused }) => refused)).toEqual([])

      await node.set(null)
      const store = await openElasticsearchSearchStore(both, { prefix })
      // Makes sure that there are open connections to lose.
      for (let i = 0; i < 4; i++) await count(store)
      await node.set(fault)
      for (let i = 0; i < 6; i++) expect(await count(store)).toBe(all.length)

      expect(node.strikes).toBeGreaterThan(0)
      await node.set(null)
      await Promise.all([store.close(), target.close()])
    },
  )
})
