import { createRoute, z } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import type { GraphStore } from '#core/graph.ts'
import type { SearchStore } from '#core/search.ts'
import { composed } from '#core/text.ts'
import { matchNames, screenText } from '../views/match.ts'
import { json, problemAnswer, problems, router } from '../openapi.ts'
import { parameters } from '../parameters.ts'
import { EntityKind } from '../schemas/entity.ts'
import { Matched, Screened } from '../schemas/match.ts'
import { jsonOnly } from '../http/security.ts'

const MAX_NAMES = 1000
const MAX_NAME = 1000
const MAX_TEXT = 200_000
const MAX_BODY = 4_000_000

const NameList = z
  .strictObject({
    names: z
      .array(z.string().max(MAX_NAME, `must hold names of at most ${MAX_NAME} characters`))
      .min(1, 'must hold at least one name')
      .max(MAX_NAMES, `must hold at most ${MAX_NAMES} names`),
    kind: EntityKind.optional(),
  })
  .openapi('NameList', { example: { names: ['Mammadova', 'Azerbaijan'] } })

const PastedText = z
  .strictObject({
    text: z
      .string()
      .min(1, 'must not be empty')
      .max(MAX_TEXT, `must have at most ${MAX_TEXT} characters`),
  })
  .openapi('PastedText', { example: { text: 'Mammadova spoke for Azerbaijan.' } })

const refused = {
  413: problemAnswer(`The request has more than ${MAX_BODY / 1e6} MB`),
  415: problemAnswer('The request is not JSON'),
}

const matchRoute = createRoute({
  method: 'post',
  path: '/match',
  tags: ['entities'],
  operationId: 'matchNames',
  summary: 'A list of names: the entities that each may mean, and the network among the sure ones',
  description:
    'At most 1,000 names. A name is accepted where it surely means one entity; else its candidates come with the reason why none is.',
  request: {
    query: parameters({}),
    body: { required: true, content: { 'application/json': { schema: NameList } } },
  },
  responses: { 200: json(Matched, 'A row for each name'), ...problems, ...refused },
})

const screenRoute = createRoute({
  method: 'post',
  path: '/screen',
  tags: ['entities'],
  operationId: 'screenText',
  summary: 'A text: which names of the archive stand in it, where, and how they are tied',
  description: 'At most 200,000 characters, of which nothing is kept.',
  request: {
    query: parameters({}),
    body: { required: true, content: { 'application/json': { schema: PastedText } } },
  },
  responses: { 200: json(Screened, 'A row for each name in the text'), ...problems, ...refused },
})

/** Matches lists and texts supplied by the user; nothing is stored. */
export function matching(search: SearchStore, graph: GraphStore) {
  const app = router()
  for (const path of ['/match', '/screen']) app.post(path, jsonOnly, limited)
  return app
    .openapi(matchRoute, async (c) => {
      const { names, kind = null } = c.req.valid('json')
      return c.json(
        await matchNames(names.map(composed), kind, { search, graph }, c.req.raw.signal),
        200,
      )
    })
    .openapi(screenRoute, async (c) => {
      const { text } = c.req.valid('json')
      return c.json(await screenText(text, { search, graph }, c.req.raw.signal), 200)
    })
}

const limited = bodyLimit({
  maxSize: MAX_BODY,
  onError: () => {
    throw new HTTPException(413, { message: `a list or a text may have ${MAX_BODY / 1e6} MB` })
  },
})
