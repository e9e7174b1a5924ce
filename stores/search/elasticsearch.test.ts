import { afterAll, describe } from 'vitest'
import { fill } from '#tests/changes.ts'
import { forget, randomPrefix } from '#tests/elasticsearch.ts'
import { testSearchStore } from '#tests/contracts/search-store.ts'
import { testService } from '#tests/services.ts'
import { openElasticsearchTarget } from './elasticsearch-target.ts'
import { openElasticsearchSearchStore } from './elasticsearch.ts'

const address = await testService('elasticsearch')

describe.skipIf(!address)('on a real Elasticsearch', () => {
  const prefixes: string[] = []
  afterAll(async () => {
    for (const prefix of prefixes) await forget(address!, prefix)
  })

  testSearchStore(async (stories) => {
    const prefix = randomPrefix()
    prefixes.push(prefix)
    const target = await openElasticsearchTarget(address!, { prefix })
    await fill(target, stories)
    await target.close()
    return openElasticsearchSearchStore(address!, { prefix })
  })
})
