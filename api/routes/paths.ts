import { createRoute } from '@hono/zod-openapi'
import { HTTPException } from 'hono/http-exception'
import { ENTITY_KINDS } from '#core/article.ts'
import { InvalidQueryError, StoreError } from '#core/errors.ts'
import type { GraphStore } from '#core/graph.ts'
import type { Warning } from '#core/page.ts'
import { type Hop, MAX_ROUTE_HOPS, type RoutesQuery } from '#core/graph/routes.ts'
import { EVERYTHING, type Evidence, type SearchStore } from '#core/search.ts'
import { answer, json, notFound, problems, router } from '../openapi.ts'
import {
  OneId,
  OtherId,
  flag,
  integer,
  parameters,
  separated,
  someOf,
  text,
} from '../parameters.ts'
import { Paths, type PathsAnswer } from '../schemas/path.ts'

const MAX_AVOIDED = 100

const Month = text(7)
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month such as 2023-06')
  .optional()
  .openapi({ example: '2023-06' })

const findPaths = createRoute({
  method: 'get',
  path: '/{a}/{b}',
  tags: ['graph'],
  operationId: 'findPaths',
  summary:
    'How two entities are connected: up to five routes, each hop with its best two sentences',
  description:
    'Over ties of at least `min` stories and, without `hubs`, past countries and the names of most articles. Where there is none, ties of one story are tried, and `warnings` say so.',
  request: {
    params: parameters({ a: OneId, b: OtherId }),
    query: parameters({
      hops: integer({ min: 1, max: MAX_ROUTE_HOPS, fallback: MAX_ROUTE_HOPS }).openapi({
        description: 'Hops of a route at most',
      }),
      min: integer({ min: 1, max: 1000, fallback: 2 }).openapi({
        description: 'Only hops over ties of at least so many stories',
      }),
      hubs: flag().openapi({
        description:
          'Also go over countries, and over the one entity in a hundred that most articles name',
      }),
      avoid: separated(20_000)
        .refine((ids) => ids.length <= MAX_AVOIDED, `must have at most ${MAX_AVOIDED} ids`)
        .optional()
        .openapi({
          description: 'Do not go over these entities, ids with commas between',
          example: 'org-caspian-grid-authority',
        }),
      avoidKind: someOf(ENTITY_KINDS)
        .optional()
        .openapi({ description: 'Do not go over these kinds' }),
      from: Month.openapi({ description: 'Only sentences of this month and later ones' }),
      to: Month.openapi({ description: 'Only sentences of this month and earlier ones' }),
    }),
  },
  responses: { 200: json(Paths, 'The routes, best first'), ...notFound, ...problems },
})

/** Routes between two entities. */
export function paths(graph: GraphStore, search: SearchStore) {
  return router().openapi(findPaths, async (c) => {
    const { a, b } = c.req.valid('param')
    const { hops, min, hubs, avoid = [], avoidKind = [], ...months } = c.req.valid('query')
    if (a === b) {
      throw new InvalidQueryError('a path joins two different entities', { parameter: 'b' })
    }
    const asked: RoutesQuery = {
      ...{ from: a, to: b, maxHops: hops, minStories: min, hubs, avoid, avoidKinds: avoidKind },
      period: toPeriod(months),
    }
    const { signal } = c.req.raw
    const found = await findRoutes(graph, asked, signal)
    if (!found) throw new HTTPException(404, { message: `no sentence names ${a}, or none ${b}` })
    return answer(c, await withEvidence(found, asked, search, signal))
  })
}

type Found = NonNullable<Awaited<ReturnType<GraphStore['routes']>>> & { warnings: Warning[] }

/** If ties of several stories form no route, tries ties of a single story and says so. */
async function findRoutes(
  graph: GraphStore,
  asked: RoutesQuery,
  signal: AbortSignal,
): Promise<Found | null> {
  const found = await graph.routes(asked, signal)
  if (!found || found.routes.length > 0) return found && { ...found, warnings: [] }
  if (asked.minStories === 1) return { ...found, warnings: [noRoute(asked, false)] }
  const relaxed = (await graph.routes({ ...asked, minStories: 1 }, signal)) ?? found
  return { ...relaxed, warnings: [noRoute(asked, relaxed.routes.length > 0)] }
}

function noRoute({ minStories, maxHops }: RoutesQuery, isRelaxed: boolean): Warning {
  if (isRelaxed) {
    const message = `No route has at least ${minStories} independent stories behind every step; these have fewer.`
    return { code: 'weak-routes', message }
  }
  return {
    code: 'no-route',
    message: `No route of at most ${maxHops} steps under these conditions.`,
  }
}

/** Shared hops are looked up once. */
async function withEvidence(
  { routes, warnings, version }: Found,
  { period }: RoutesQuery,
  search: SearchStore,
  signal: AbortSignal,
): Promise<Omit<PathsAnswer, 'citation'>> {
  const pieces = new Map<string, Promise<Evidence[]>>()
  const within = period ? { query: null, filters: { fields: {}, ...period } } : EVERYTHING
  let isMissing = false

  async function read({ a, b }: Hop): Promise<Evidence[]> {
    const query = { entities: [a, b] as [string, string], search: within, size: 2 }
    try {
      return (await search.evidence({ ...query, sort: 'best' }, signal)).items
    } catch (error) {
      if (!(error instanceof StoreError)) throw error
      isMissing = true
      return []
    }
  }

  function evidenceOf(hop: Hop): Promise<Evidence[]> {
    const key = `${hop.a} ${hop.b}`
    const known = pieces.get(key) ?? read(hop)
    pieces.set(key, known)
    return known
  }

  /** A hop's stories and dates are those of the whole archive; within a period they are read with its sentences. */
  async function spreadOf({ a, b, stories, first, last }: Hop) {
    if (!period || isMissing) return { stories, first, last }
    const tie = await search.tie({ entities: [a, b], search: within }, signal)
    return { stories: tie.stories, first: tie.first, last: tie.last }
  }

  const found = await Promise.all(
    routes.map(async ({ entities, hops }) => ({
      entities,
      hops: await Promise.all(
        hops.map(async (hop) => {
          const evidence = await evidenceOf(hop)
          return { ...hop, ...(await spreadOf(hop)), evidence }
        }),
      ),
    })),
  )
  return { paths: found, warnings: isMissing ? [...warnings, UNREAD] : warnings, version }
}

const UNREAD: Warning = {
  code: 'search-down',
  message: 'The search store does not answer now: the sentences of the hops are missing.',
}

function toPeriod({ from, to }: { from?: string | undefined; to?: string | undefined }) {
  if (from === undefined && to === undefined) return null
  if (from !== undefined && to !== undefined && from > to) {
    throw new InvalidQueryError(`from (${from}) is later than to (${to})`, { parameter: 'from' })
  }
  return { from: from ?? '0000-01', to: to ?? '9999-12' }
}
