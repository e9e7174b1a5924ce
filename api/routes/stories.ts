import { createRoute, z } from '@hono/zod-openapi'
import { HTTPException } from 'hono/http-exception'
import type { SearchStore } from '#core/search.ts'
import { answer, json, notFound, problems, router } from '../openapi.ts'
import { Cursor, Id, Size, parameters } from '../parameters.ts'
import { HitPage } from '../schemas/hit.ts'

const Moved = z
  .object({ id: z.string(), items: z.array(z.object({ id: z.string(), href: z.string() })) })
  .openapi('MovedStory', {
    example: { id: 'story-90', items: [{ id: 'story-12', href: '/api/v1/stories/story-12' }] },
  })

const readStory = createRoute({
  method: 'get',
  path: '/{id}',
  tags: ['articles'],
  operationId: 'readStory',
  summary: 'The articles of a story, which are copies of one text, the first published first',
  description: 'A story that became part of another leads on to it.',
  request: {
    params: parameters({
      id: Id.openapi({ description: 'The id of a story', example: 'story-1042' }),
    }),
    query: parameters({ size: Size, cursor: Cursor }),
  },
  responses: {
    200: json(HitPage, 'One page of hits'),
    308: json(Moved, 'It became part of another story: `Location` has the address of that one'),
    ...notFound,
    ...problems,
  },
})

export const stories = (store: SearchStore) =>
  router().openapi(readStory, async (c) => {
    const { id } = c.req.valid('param')
    const search = { query: null, filters: { fields: {}, story: id } }
    const asked = { search, sort: 'oldest', ...c.req.valid('query') } as const
    const { signal } = c.req.raw
    const [first] = (await store.articles({ ...asked, size: 1, cursor: undefined }, signal)).items
    if (!first) throw new HTTPException(404, { message: `there is no story ${id}` })
    if (first.story !== id) {
      const href = `/api/v1/stories/${first.story}${new URL(c.req.url).search}`
      return c.json({ id, items: [{ id: first.story, href }] }, 308, { Location: href })
    }
    return answer(c, await store.articles(asked, signal))
  })
