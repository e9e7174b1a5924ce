import { withoutControls } from '#core/text/control-characters.ts'
import { StoreError, UserError } from '#core/errors.ts'
import type { StoreRole } from '#core/store-role.ts'
import type { Engines } from '#stores/backend.ts'
import type { Stores } from '#stores/stores.ts'

type Open = (engines: Engines) => Promise<Stores>

/** What is missing without the store of each role. */
const SERVED_BY: Record<StoreRole, string> = {
  search: 'searching and reading',
  graph: 'names and ties',
}

/**
 * Opens the stores of two engines and asks each once, so that a wrong address or password, or an engine without an
 * archive, is reported before anything is served. One that does not answer may come back; where neither does, throws
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
  if (search) warn(missing(engines, 'search', search))
  if (graph) warn(missing(engines, 'graph', graph))
  return stores
}

async function failureOf(asked: Promise<unknown>): Promise<Error | null> {
  return asked.then(
    () => null,
    (error: unknown) => error as Error,
  )
}

function missing(engines: Engines, role: StoreRole, { message }: Error): string {
  const { engine, address } = engines[role]
  return `${SERVED_BY[role]} will be missing until ${engine.name} at ${address.url} answers; now ${message}`
}

function silent({ search, graph }: Engines): UserError {
  const [one, other] = [search, graph].map(
    ({ engine, address }) => `${engine.name} (${address.url})`,
  )
  return new UserError(
    `neither ${one} nor ${other} answers; start them (\`dateline engines start\` for those of this machine), or serve the archive's own file with --embedded`,
  )
}
