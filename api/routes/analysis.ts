import { createRoute } from '@hono/zod-openapi'
import { HTTPException } from 'hono/http-exception'
import { type AnalysisShelf, STANDING_SORTS } from '#core/analysis/analysis.ts'
import { StoreError } from '#core/errors.ts'
import type { GraphStore } from '#core/graph.ts'
import type { Warning } from '#core/page.ts'
import type { SearchStore } from '#core/search.ts'
import { answer, json, problemAnswer, problems, router } from '../openapi.ts'
import { Cursor, Id, Size, oneOf, parameters, text } from '../parameters.ts'
import {
  Analysis,
  ArchiveMap,
  NetworkStanding,
  Standing,
  StandingPage,
} from '../schemas/analysis.ts'
import { readSearch, searchParameters } from '../search-parameters.ts'
import { Lists, NetworkSize, Rank } from '../tie-parameters.ts'
import { standInNetwork } from '../views/network-standing.ts'

const SHOWN = 100
const failures = {
  ...problems,
  404: problemAnswer('The graph was not analysed yet; the message names the command'),
  501: problemAnswer('The server has no archive'),
}

const readNetworkStanding = createRoute({
  method: 'get',
  path: '/standing',
  tags: ['graph'],
  operationId: 'readNetworkStanding',
  summary: 'Where the names of a search stand in its network: degree, betweenness, communities',
  description:
    'Computed for the names and ties of the network when it is asked for, at most 300 names.',
  request: {
    query: parameters({
      ...searchParameters,
      rank: Rank,
      size: NetworkSize,
      lists: Lists,
    }),
  },
  responses: { 200: json(NetworkStanding, 'Names and communities'), ...problems },
})

const readAnalysis = createRoute({
  method: 'get',
  path: '/analysis',
  tags: ['graph'],
  operationId: 'readAnalysis',
  summary: 'What `dateline analyse` found out about the whole graph, with its communities',
  description:
    'The largest communities with their strongest names; `communityTotal` counts all. `warnings` say where the archive has changed since.',
  request: { query: parameters({}) },
  responses: { 200: json(Analysis, 'The latest analysis'), ...failures },
})

const listStanding = createRoute({
  method: 'get',
  path: '/analysis/entities',
  tags: ['graph'],
  operationId: 'listStanding',
  summary: 'Where names stand in the whole graph, by the latest analysis',
  description:
    'Degree, betweenness and community of every name that the graph held when it was analysed.',
  request: {
    query: parameters({
      sort: oneOf(STANDING_SORTS)
        .default('betweenness')
        .openapi({ description: 'The order of the list', example: 'degree' }),
      community: text(2000).optional().openapi({
        description: 'Only members of the community with this id',
        example: 'country-az',
      }),
      size: Size,
      cursor: Cursor,
    }),
  },
  responses: { 200: json(StandingPage, 'One page of names'), ...failures },
})

const readStanding = createRoute({
  method: 'get',
  path: '/analysis/entities/{id}',
  tags: ['graph'],
  operationId: 'readStanding',
  summary: 'Where a name stands in the whole graph, by the latest analysis',
  description: '404 also for a name that came into the archive later.',
  request: { params: parameters({ id: Id }), query: parameters({}) },
  responses: { 200: json(Standing, 'The name'), ...failures },
})

const readMap = createRoute({
  method: 'get',
  path: '/analysis/map',
  tags: ['graph'],
  operationId: 'readMap',
  summary: 'The strongest names of the graph with their places on a map',
  description: 'Places are made of the ties alone, and are the same for the same graph.',
  request: { query: parameters({}) },
  responses: { 200: json(ArchiveMap, 'The map'), ...failures },
})

/** Standing of names; `shelf` is null if the server has no archive. */
export function analysis(
  shelf: AnalysisShelf | null,
  { search: store, graph }: { search: SearchStore; graph: GraphStore },
) {
  async function staleness(version: number, signal: AbortSignal): Promise<Warning[]> {
    const now = await currentVersion(graph, signal)
    return now === null || now === version ? [] : [STALE]
  }

  return router()
    .openapi(readNetworkStanding, async (c) => {
      const { signal } = c.req.raw
      const values = c.req.valid('query')
      const read = await readSearch(c.req.url, values, { search: store, graph }, signal)
      const { rank, size, lists } = values
      const network = await store.network({ search: read.search, rank, size, lists }, signal)
      return answer(c, {
        ...standInNetwork(network),
        ...{ total: network.total, warnings: read.warnings, ...read.reading },
        version: network.version,
      })
    })
    .openapi(readAnalysis, async (c) => {
      const found = made(await opened(shelf).summary())
      const warnings = await staleness(found.version, c.req.raw.signal)
      const communities = found.communities.slice(0, SHOWN)
      const communityTotal = found.communities.length
      return answer(c, { ...found, communities, communityTotal, warnings })
    })
    .openapi(listStanding, async (c) => {
      const page = made(await opened(shelf).standing(c.req.valid('query')))
      return answer(c, { ...page, warnings: await staleness(page.version, c.req.raw.signal) })
    })
    .openapi(readStanding, async (c) => {
      const { id } = c.req.valid('param')
      made(await opened(shelf).version())
      const found = await opened(shelf).standingOf(id)
      if (found) return answer(c, found)
      throw new HTTPException(404, { message: `${id} was not in the graph that was analysed` })
    })
    .openapi(readMap, async (c) => {
      const version = made(await opened(shelf).version())
      const map = made(await opened(shelf).map())
      const warnings = await staleness(version, c.req.raw.signal)
      return answer(c, { version, ...map, warnings })
    })
}

const STALE: Warning = {
  code: 'stale',
  message: 'The archive has changed since its graph was analysed; `dateline analyse` does it anew.',
}

/** Null while the graph store does not answer. */
async function currentVersion(graph: GraphStore, signal: AbortSignal): Promise<number | null> {
  try {
    return (await graph.entities({ size: 0 }, signal)).version
  } catch (error) {
    if (error instanceof StoreError) return null
    throw error
  }
}

function opened(shelf: AnalysisShelf | null): AnalysisShelf {
  if (shelf) return shelf
  const message = 'this server has no archive, which is where an analysis is kept'
  throw new HTTPException(501, { message })
}

function made<T>(found: T | null): T {
  if (found !== null) return found
  const message = 'the graph was not analysed yet; `dateline analyse` does it'
  throw new HTTPException(404, { message })
}
