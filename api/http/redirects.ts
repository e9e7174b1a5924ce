import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { StoreError } from '#core/errors.ts'
import { FACETS, entityKindOf } from '#core/fields.ts'
import type { GraphStore, Redirect } from '#core/graph.ts'
import type { Warning } from '#core/page.ts'
import type { FieldFilter, Filters } from '#core/search.ts'

type Redirects = Pick<GraphStore, 'redirects'>

/** Current ids, with warnings about former ones. */
export interface Resolved<T> {
  value: T
  warnings: Warning[]
}

/**
 * Leads on from an id that is no entity: 308 to the one that it became, 300 with all that it may mean, 404 where it never
 * was one.
 */
export async function leadOn(c: Context, graph: Redirects, id: string): Promise<never> {
  const [found] = await graph.redirects([id], c.req.raw.signal)
  if (!found) throw new HTTPException(404, { message: `there is no entity ${id}` })
  const status = found.to.length === 1 ? 308 : 300
  throw new HTTPException(status, { res: toResponse(c, found) })
}

function toResponse(c: Context, { id, to }: Redirect): Response {
  const links = to.map((entity) => ({ ...entity, href: addressOf(c, id, entity.id) }))
  if (links.length > 1) return c.json({ id, items: links }, 300)
  return c.json({ id, items: links }, 308, { Location: links[0]!.href })
}

/** The same address with the id in its path replaced. */
function addressOf(c: Context, from: string, to: string): string {
  const { pathname, search } = new URL(c.req.url)
  const parts = pathname.split('/').map((part) => {
    return decodeURIComponent(part) === from ? encodeURIComponent(to) : part
  })
  return parts.join('/') + search
}

/** Resolves entity ids to current ones. */
export async function resolveIds(
  ids: string[],
  graph: Redirects,
  signal: AbortSignal,
): Promise<Resolved<Map<string, string[]>>> {
  const found = ids.length === 0 ? [] : await redirectsOf(ids, graph, signal)
  const now = new Map(found.map(({ id, to }) => [id, to.map((entity) => entity.id)]))
  return {
    value: new Map(ids.map((id) => [id, now.get(id) ?? [id]])),
    warnings: found.map(toWarning),
  }
}

/** None while the graph store is down, so that searches keep working. */
async function redirectsOf(
  ids: string[],
  graph: Redirects,
  signal: AbortSignal,
): Promise<Redirect[]> {
  try {
    return await graph.redirects([...new Set(ids)], signal)
  } catch (error) {
    if (error instanceof StoreError) return []
    throw error
  }
}

function toWarning({ id, to }: Redirect): Warning {
  const now = to.map((entity) => entity.id).join(', ')
  return to.length === 1
    ? { code: 'id-moved', message: `${id} is ${now} now.` }
    : { code: 'id-of-several', message: `${id} may be any of ${now}.` }
}

const ENTITY_FACETS = FACETS.filter((facet) => entityKindOf(facet) !== null)

/** Resolves the entity ids in filters. */
export async function resolveFilters(
  filters: Filters,
  graph: Redirects,
  signal: AbortSignal,
): Promise<Resolved<Filters>> {
  const fields = ENTITY_FACETS.flatMap((facet) => filters.fields[facet] ?? [])
  const ids = fields.flatMap(({ any, all, none }) => [...any, ...all, ...none])
  const { value: now, warnings } = await resolveIds([...ids, ...(filters.tie ?? [])], graph, signal)
  if (warnings.length === 0) return { value: filters, warnings }
  const each = (some: string[]) => some.flatMap((id) => now.get(id)!)
  const resolve = ({ any, all, none }: FieldFilter): FieldFilter => ({
    any: each(any),
    // An ambiguous id cannot require all of its meanings at once.
    all: all.map((id) => only(now, id)),
    none: each(none),
  })
  const resolved = ENTITY_FACETS.flatMap((facet) => {
    const filter = filters.fields[facet]
    return filter ? [[facet, resolve(filter)] as const] : []
  })
  const value: Filters = {
    ...filters,
    fields: { ...filters.fields, ...Object.fromEntries(resolved) },
  }
  if (filters.tie) value.tie = [only(now, filters.tie[0]), only(now, filters.tie[1])]
  return { value, warnings }
}

function only(now: Map<string, string[]>, id: string): string {
  const [entity, ...others] = now.get(id)!
  return others.length === 0 ? entity! : id
}
