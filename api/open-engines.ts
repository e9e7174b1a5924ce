import { StoreError, UserError } from '#core/errors.ts'
import type { Engines } from '#stores/engine-address.ts'
import type { Stores } from '#stores/stores.ts'

type Open = (engines: Engines) => Promise<Stores>

/**
 * Opens the stores of two engines and asks each once, so that a wrong address or password and engines that hold no
 * archive are told before anything is served. One that does not answer may come back; where neither does, throws
 * UserError.
 */
export async function openEngines(
  engines: Engines,
  open: Open,
  warn: (sentence: string) => void = console.error,
): Promise<Stores> {
  const stores = await open(engines)
  const [search, graph] = await Promise.all([
    failureOf(stores.search.status()),
    failureOf(stores.graph.entity('')),
  ])
  const wrong = [search, graph].find((failure) => failure && !(failure instanceof StoreError))
  if (wrong || (search && graph)) {
    await stores.close()
    throw wrong ?? silent(engines)
  }
  if (search) warn(missing('Elasticsearch', engines.elasticsearch.url, 'searching and reading'))
  if (graph) warn(missing('Neo4j', engines.neo4j.url, 'names and ties'))
  return stores
}

async function failureOf(asked: Promise<unknown>): Promise<Error | null> {
  return asked.then(
    () => null,
    (error: unknown) => error as Error,
  )
}

function missing(engine: string, url: string, what: string): string {
  return `${engine} does not answer at ${url}: ${what} will be missing until it does`
}

function silent({ elasticsearch, neo4j }: Engines): UserError {
  return new UserError(
    `neither Elasticsearch (${elasticsearch.url}) nor Neo4j (${neo4j.url}) answers; start them (\`dateline engines start\` for those of this machine), or serve the archive's own file with --embedded`,
  )
}
