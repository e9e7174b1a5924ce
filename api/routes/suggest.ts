import { createRoute } from '@hono/zod-openapi'
import type { GraphStore } from '#core/graph.ts'
import { answer, json, problems, router } from '../openapi.ts'
import { integer, parameters, text } from '../parameters.ts'
import { Suggestions } from '../schemas/entity.ts'

const listSuggestions = createRoute({
  method: 'get',
  path: '/',
  tags: ['entities'],
  operationId: 'suggest',
  summary: 'Entities while a name is being typed, those in most articles first',
  request: {
    query: parameters({
      q: text(200).openapi({ description: 'Beginnings of words of a name', example: 'mam' }),
      size: integer({ min: 1, max: 50, fallback: 8 }),
    }),
  },
  responses: { 200: json(Suggestions, 'The best of them'), ...problems },
})

export const suggest = (graph: GraphStore) =>
  router().openapi(listSuggestions, async (c) => {
    const { q, size } = c.req.valid('query')
    return answer(c, { items: await graph.suggest(q, size, c.req.raw.signal) })
  })
