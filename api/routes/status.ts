import { createRoute } from '@hono/zod-openapi'
import type { SearchStore } from '#core/search.ts'
import { answer, json, problems, router } from '../openapi.ts'
import { parameters } from '../parameters.ts'
import { Status } from '../schemas/status.ts'

const readStatus = createRoute({
  method: 'get',
  path: '/',
  tags: ['archive'],
  operationId: 'readStatus',
  summary: 'What the archive holds',
  description: 'Counts of the whole archive, its outlets and its first and last day.',
  request: { query: parameters({}) },
  responses: { 200: json(Status, 'Counts and dates'), ...problems },
})

export const status = (search: SearchStore) =>
  router().openapi(readStatus, async (c) => answer(c, await search.status(c.req.raw.signal)))
