import { createRoute, z } from '@hono/zod-openapi'
import type { Stores } from '#stores/stores.ts'
import { json, refusals, router } from '../openapi.ts'
import { Readiness } from '../schemas/status.ts'

const PATIENCE_MS = 2000
const REMEMBERED_MS = 1000

const livez = createRoute({
  method: 'get',
  path: '/livez',
  tags: ['archive'],
  operationId: 'livez',
  summary: 'Whether the process answers at all',
  security: [],
  responses: { 200: json(z.object({ status: z.literal('alive') }), 'It does'), ...refusals },
})

const readyz = createRoute({
  method: 'get',
  path: '/readyz',
  tags: ['archive'],
  operationId: 'readyz',
  summary: 'Whether requests are welcome',
  security: [],
  responses: {
    200: json(Readiness, 'They are; `degraded` where one store is down'),
    503: json(Readiness, 'They are not'),
    ...refusals,
  },
})

interface Health extends Omit<Stores, 'close'> {
  isDraining: () => boolean
}

export const health = ({ isDraining, ...stores }: Health) => {
  // Without the signal of a request: others wait for the same answer.
  const look = remembered(() => readiness(stores))

  return router()
    .openapi(livez, (c) => c.json({ status: 'alive' as const }, 200))
    .openapi(readyz, async (c) => {
      const found = await look()
      const state = isDraining() ? { ...found, status: 'draining' as const } : found
      const welcome = state.status === 'ready' || state.status === 'degraded'
      return c.json(state, welcome ? 200 : 503)
    })
}

/** Asks each store for what it finds at once: nothing, by an id that no one has. */
async function readiness({ search, graph, names }: Omit<Stores, 'close'>): Promise<Readiness> {
  const [searchUp, graphUp] = await Promise.all([
    answers(search.article('')),
    answers(graph.entity('')),
  ])
  return {
    status: searchUp && graphUp ? 'ready' : searchUp || graphUp ? 'degraded' : 'unavailable',
    search: searchUp ? 'up' : 'down',
    graph: graphUp ? 'up' : 'down',
    stores: names,
  }
}

function answers(asked: Promise<unknown>): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, PATIENCE_MS, false)
    const settle = (up: boolean) => {
      clearTimeout(timer)
      resolve(up)
    }
    asked.then(
      () => settle(true),
      () => settle(false),
    )
  })
}

/** A probe may come often; the stores are asked once a second. */
function remembered(look: () => Promise<Readiness>): () => Promise<Readiness> {
  let last: Promise<Readiness> | undefined
  let expires = 0
  return () => {
    const now = performance.now()
    if (last && now < expires) return last
    expires = now + REMEMBERED_MS
    return (last = look())
  }
}
