import type { Search } from '#core/search.ts'
import type { EngineAddress } from '#stores/engine-address.ts'
import { type Connection, type Request, connect } from '#stores/search/elasticsearch/connection.ts'
import { createEntityNames } from '#stores/search/elasticsearch/entity-names.ts'
import { namesOf } from '#stores/search/elasticsearch/names.ts'
import { createNetwork } from '#stores/search/elasticsearch/network.ts'
import { createStateReader } from '#stores/search/elasticsearch/state.ts'
import { type Figure, atMost, median, spread } from './measure.ts'
import { openRaw } from './raw-elasticsearch.ts'

const ROUNDS = 40
const WARM_UP = 5
const EVERYTHING: Search = { query: null, filters: { fields: {} } }

/** The network of all articles beside its two aggregations sent straight, their answers parsed. */
export async function measureNetwork(address: EngineAddress, prefix: string): Promise<Figure[]> {
  const raw = openRaw(address)
  const { connection, recorded } = recording(connect(address))
  const names = namesOf(prefix)
  const state = createStateReader(connection, names)
  const network = createNetwork(
    connection,
    names,
    state,
    createEntityNames(connection, names, state),
  )
  const ours: number[] = []
  const straight: number[] = []
  try {
    const { total } = await network({ search: EVERYTHING, size: 60 })
    const bodies = recorded.filter(({ path }) => path.endsWith('_search'))
    const sends = bodies.map(
      ({ path, body }) => [`${path}?request_cache=false`, JSON.stringify(body)] as const,
    )
    for (let round = -WARM_UP; round < ROUNDS; round++) {
      const viaStore = () => timed(() => network({ search: EVERYTHING, size: 60 }))
      const viaRaw = () =>
        timed(async () => {
          for (const [path, body] of sends) JSON.parse(await raw.send('POST', path, body))
        })
      const [a, b] =
        round % 2 === 0
          ? [await viaStore(), await viaRaw()]
          : [await viaRaw(), await viaStore()].reverse()
      if (round < 0) continue
      ours.push(a!)
      straight.push(b!)
    }
    const value = median(ours) / median(straight)
    return [
      {
        what: 'network of all articles ÷ its aggregations sent straight',
        value,
        unit: '',
        ...atMost(1.3, value),
        how: `60 names, ${total.value} articles, ${ROUNDS} pairs, network ${spread(ours)} ms, straight ${spread(straight)} ms`,
      },
    ]
  } finally {
    raw.close()
    await connection.close()
  }
}

/** Remembers what is asked; no answer comes out of the engine's cache, which would leave nothing to compare. */
function recording(connection: Connection): { connection: Connection; recorded: Request[] } {
  const recorded: Request[] = []
  const read = <T>(request: Request) => {
    recorded.push(request)
    const isSearch = request.path.endsWith('_search')
    const query = { ...request.query, ...(isSearch && { request_cache: false }) }
    return connection.read<T>({ ...request, query })
  }
  return { connection: { ...connection, read }, recorded }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}
