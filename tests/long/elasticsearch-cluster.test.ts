import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openElasticsearchTarget } from '#stores/elasticsearch/open-target.ts'
import { openElasticsearchSearchStore } from '#stores/elasticsearch/search-store.ts'
import { story } from '#tests/builders.ts'
import { drain, fill, toArticleChanges, toState } from '#tests/changes.ts'
import { randomPrefix } from '#tests/elasticsearch.ts'
import { type Cluster, startCluster } from '#tests/elasticsearch-cluster.ts'

const NODES = 3
const BATCH = 1500
/** Three servers on one machine are slow, especially during a master election. */
const PATIENT = { answerMs: 60_000 }
const SLOW = 900_000

describe('a cluster of three master-eligible nodes', { timeout: SLOW }, () => {
  const prefix = randomPrefix()
  let cluster: Cluster
  beforeAll(async () => {
    cluster = await startCluster(NODES)
  }, SLOW)
  afterAll(() => cluster.stop(), SLOW)

  const stories = (from: number, count: number) =>
    Array.from({ length: count }, (_, i) =>
      story({ id: `${from + i}`, body: `Grain ${from + i}. `.repeat(100) }),
    )

  it('answers and is filled without an error while each node is killed in turn', async () => {
    const address = { url: cluster.url }
    const target = await openElasticsearchTarget(address, { prefix, shards: 2, replicas: 1 })
    await fill(target, stories(0, BATCH))
    const store = await openElasticsearchSearchStore(address, { prefix, ...PATIENT })
    const everything = { query: null, filters: { fields: {} } }
    const count = async () =>
      (await store.articles({ search: everything, sort: 'newest', size: 5 })).total.value

    for (const [i, node] of cluster.nodes.entries()) {
      const held = BATCH * (i + 1)
      let importing = true
      let searches = 0
      const searching = (async () => {
        for (; importing || searches < 100; searches++) {
          expect(await count()).toBeGreaterThanOrEqual(held)
        }
      })()
      const refused: unknown[] = []
      const changes = toArticleChanges(stories(held, BATCH), held + 1)
      for await (const applied of target.putArticles(changes)) {
        // Only the first time: later the process is already dead.
        node.kill()
        refused.push(...applied.refused)
      }
      await target.settle({ ...toState([]), rev: held + BATCH })
      importing = false
      await searching

      expect(refused).toEqual([])
      expect(await count()).toBe(held + BATCH)
      node.start()
      await cluster.settled(NODES)
    }
    expect(await drain(target.contents('article'))).toHaveLength(BATCH * (NODES + 1))
    await Promise.all([store.close(), target.close()])
  })
})
