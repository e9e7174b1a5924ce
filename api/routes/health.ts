import { createRoute, z } from '@hono/zod-openapi'
import type { Stores } from '#stores/stores.ts'
import { json, refusals, router } from '../openapi.ts'
import { Readiness } from '../schemas/status.ts'

/** A store that takes longer to answer a probe counts as down. */
const PROBE_TIMEOUT_MS = 2000
const CACHE_MS = 1000

const livez = createRoute({
  method: 'get',
  path: '/livez',
  tags: ['archive'],
  operationId: 'livez',
  summary: 'Whether the process answers at all',
  description: 'For a supervisor: no store is asked.',
  security: [],
  responses: { 200: json(z.object({ status: z.literal('alive') }), 'It does'), ...refusals },
})

const readyz = createRoute({
  method: 'get',
  path: '/readyz',
  tags: ['archive'],
  operationId: 'readyz',
  summary: 'Whether requests are welcome',
  description:
    'For a load balancer: both stores are asked, at most once a second. With one of them down the other half of the API answers.',
  security: [],
  responses: {
    200: json(Readiness, 'They are; `degraded` where one store is down'),
    503: json(Readiness, 'They are not'),
    ...refusals,
  },
})

interface HealthOptions extends Omit<Stores, 'close'> {
  isDraining: () => boolean
}

export const health = ({ isDraining, ...stores }: HealthOptions) => {
  // Without the request's signal, since other requests share the result.
  const check = cached(() => readiness(stores))

  return router()
    .openapi(livez, (c) => c.json({ status: 'alive' as const }, 200))
    .openapi(readyz, async (c) => {
      const found = await check()
      const state = isDraining() ? { ...found, status: 'draining' as const } : found
      const welcome = state.status === 'ready' || state.status === 'degraded'
      return c.json(state, welcome ? 200 : 503)
    })
}

/** Probes each store with a fast lookup that finds nothing. */
async function readiness({ search, graph, names }: Omit<Stores, 'close'>): Promise<Readiness> {
  const [searchUp, graphUp] = await Promise.all([
    isAnswered(search.article('')),
    isAnswered(graph.entity('')),
  ])
  return {
    status: searchUp && graphUp ? 'ready' : searchUp || graphUp ? 'degraded' : 'unavailable',
    search: searchUp ? 'up' : 'down',
    graph: graphUp ? 'up' : 'down',
    stores: names,
  }
}

function isAnswered(probe: Promise<unknown>): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, PROBE_TIMEOUT_MS, false)
    const settle = (up: boolean) => {
      clearTimeout(timer)
      resolve(up)
    }
    probe.then(
      () => settle(true),
      () => settle(false),
    )
  })
}

/** Probes the stores at most once a second, however often /readyz is requested. */
function cached(check: () => Promise<Readiness>): () => Promise<Readiness> {
  let last: Promise<Readiness> | undefined
  let expires = 0
  return () => {
    const now = performance.now()
    if (last && now < expires) return last
    expires = now + CACHE_MS
    return (last = check())
  }
}
