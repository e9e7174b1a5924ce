import type { EntityKind } from '../article.ts'
import { entityKindOf } from '../fields.ts'
import { StoreError } from '../errors.ts'
import type { EntitySummary, GraphStore, Redirect } from '../graph.ts'
import { type EntityFilter, type Query, leavesOf, mapLeaves } from './tree.ts'
import type { ParsedQuery } from './parse.ts'
import { type QueryWarning, nameWarning } from './warnings.ts'

type Names = Pick<GraphStore, 'entity' | 'holders' | 'redirects'>

const ID = /^(?:person|org|country)-/
const COUNTRY_CODE = /^\p{L}{2}$/u

/** Resolves names to entities; warns about ambiguous and unknown names. */
export async function resolveNames(
  { query, warnings }: ParsedQuery,
  graph: Names,
  signal?: AbortSignal,
): Promise<ParsedQuery> {
  const named = query ? leavesOf(query).filter(isNamed) : []
  if (!query || named.length === 0) return { query, warnings }
  const asked = new Map(named.map((leaf) => [keyOf(leaf), leaf]))
  const found = new Map(
    await Promise.all(
      [...asked].map(async ([key, leaf]) => [key, await holdersOf(leaf, graph, signal)] as const),
    ),
  )
  const doubts = [...asked].flatMap(([key, leaf]) => doubtOf(leaf, found.get(key)!))
  return {
    query: mapLeaves(query, (leaf) =>
      isNamed(leaf) ? { ...leaf, ids: found.get(keyOf(leaf))!.map(({ id }) => id) } : leaf,
    ),
    warnings: [...warnings, ...doubts].sort((a, b) => a.position - b.position),
  }
}

const isNamed = (leaf: Query): leaf is EntityFilter => leaf.type === 'entity'
const keyOf = ({ field, name }: EntityFilter) => `${field}:${name}`

type Holder = Pick<EntitySummary, 'id' | 'name'>

async function holdersOf(
  { field, name }: EntityFilter,
  graph: Names,
  signal?: AbortSignal,
): Promise<Holder[]> {
  if (ID.test(name)) return holdersOfId(name, graph, signal)
  if (field === 'country' && COUNTRY_CODE.test(name)) {
    const country = await graph.entity(`country-${name.toLowerCase()}`, signal)
    if (country) return [country]
  }
  const kind: EntityKind | null = field === 'entity' ? null : entityKindOf(field)
  return graph.holders(name, kind, signal)
}

/** A former id stands for its current entities. */
async function holdersOfId(id: string, graph: Names, signal?: AbortSignal): Promise<Holder[]> {
  const [redirect] = await graph.redirects([id], signal).catch(noneOfStore)
  return redirect ? redirect.to : [{ id, name: id }]
}

/** Ids need no lookup, so they work while the graph store is down. */
function noneOfStore(error: unknown): Redirect[] {
  if (error instanceof StoreError) return []
  throw error
}

function doubtOf(leaf: EntityFilter, holders: Holder[]): QueryWarning[] {
  return holders.length === 1 ? [] : [nameWarning(leaf, holders)]
}
