import { withoutControls } from '#core/control-characters.ts'
import { StoreError, UserError } from '#core/errors.ts'
import type { Engines } from '#stores/shared/engine-address.ts'
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
  warn: (sentence: string) => void = (sentence) => console.error(withoutControls(sentence)),
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
  const { elasticsearch, neo4j } = engines
  if (search) warn(missing('searching and reading', 'Elasticsearch', elasticsearch.url, search))
  if (graph) warn(missing('names and ties', 'Neo4j', neo4j.url, graph))
  return stores
}

async function failureOf(asked: Promise<unknown>): Promise<Error | null> {
  return asked.then(
    () => null,
    (error: unknown) => error as Error,
  )
}

function missing(what: string, engine: string, url: string, { message }: Error): string {
  return `${what} will be missing until ${engine} at ${url} answers; now ${message}`
}

function silent({ elasticsearch, neo4j }: Engines): UserError {
  return new UserError(
    `neither Elasticsearch (${elasticsearch.url}) nor Neo4j (${neo4j.url}) answers; start them (\`dateline engines start\` for those of this machine), or serve the archive's own file with --embedded`,
  )
}
