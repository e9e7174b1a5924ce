import type { NetworkQuery } from '#core/search.ts'
import { openElasticsearchSearchStore } from '#stores/elasticsearch/search-store.ts'
import { createEntityNames } from '#stores/elasticsearch/read/entity-names.ts'
import { connect } from '#stores/elasticsearch/connection.ts'
import { namesOf } from '#stores/elasticsearch/index-names.ts'
import { createNetwork } from '#stores/elasticsearch/read/network.ts'
import { createStateReader } from '#stores/elasticsearch/read/state-cache.ts'
import type { NamedArchive } from '../archives.ts'
import { type Figure, atMost, interleaved, median, quotients, spread } from '../measure.ts'
import { type BenchEngines, assertSame } from './filling.ts'
import { type RawRequest, askInTurn, openRaw } from './raw-http.ts'
import { clearCaches, record } from './recording.ts'

const ROUNDS = 7
const EVERYTHING: NetworkQuery = {
  search: { query: null, filters: { fields: {} } },
  rank: 'frequent',
  size: 60,
}

/** The network of all articles ÷ the same aggregations sent directly; caches are cleared before each. */
export async function measureNetworks(
  address: BenchEngines['elasticsearch'],
  archive: NamedArchive,
): Promise<Figure> {
  const raw = openRaw(address)
  const store = await openElasticsearchSearchStore(address, address)
  const asked = await aggregationsOf(address)
  const forget = clearCaches(namesOf(address.prefix))
  let size = 0
  const timed = async (work: () => Promise<unknown>) => {
    await raw.ask(forget)
    const started = performance.now()
    await work()
    return performance.now() - started
  }
  try {
    const times = await interleaved(ROUNDS, {
      ours: () =>
        timed(async () => {
          const { entities, ties } = await store.network(EVERYTHING)
          assertSame('names', entities.length, EVERYTHING.size)
          assertSame('ties', ties.length, (size ||= ties.length))
        }),
      raw: () => timed(() => askInTurn(raw, asked)),
    })
    const ratios = quotients(times.ours, times.raw)
    return {
      what: 'network of a search ÷ the same aggregations sent straight to Elasticsearch',
      value: median(ratios),
      unit: '',
      ...atMost(1.3, median(ratios)),
      how: `${archive.name}, ${EVERYTHING.size} names and ${size} ties, nothing filtered, nothing remembered, ${ROUNDS} rounds, ours ${spread(times.ours, 0)} ms, straight ${spread(times.raw, 0)} ms, ratios ${spread(ratios)}`,
    }
  } finally {
    raw.close()
    await store.close()
  }
}

/** The second request names the entities that the first found. */
async function aggregationsOf(address: BenchEngines['elasticsearch']): Promise<RawRequest[]> {
  const requests: RawRequest[] = []
  const connection = connect(address)
  record(connection, requests)
  const names = namesOf(address.prefix)
  const state = createStateReader(connection, names)
  const entityNames = createEntityNames(connection, names, state)
  await createNetwork(connection, names, state, entityNames)(EVERYTHING)
  await connection.client.close()
  return requests.filter(({ path }) => path.startsWith(`/${names.articles}/_search`))
}
