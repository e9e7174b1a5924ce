import { createRoute } from '@hono/zod-openapi'
import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import type { DecisionDesk } from '#core/decisions/desk.ts'
import { answer, json, notFound, problemAnswer, problems, router } from '../openapi.ts'
import { Cursor, Id, Size, flag, parameters, text } from '../parameters.ts'
import { CandidatePage, DecisionInput, DecisionOutcome } from '../schemas/decision.ts'
import { DecisionPage, EntityForms } from '../schemas/decision.ts'
import { jsonOnly } from '../http/security.ts'

const MAX_BYTES = 8_000_000

const NO_ARCHIVE =
  'this server has no archive: decide where the archive is, in the browser by `dateline serve` or with `dateline names`'

const failures = { ...problems, 501: problemAnswer('The server has no archive') }

const decideRoute = createRoute({
  method: 'post',
  path: '/decisions',
  tags: ['names'],
  operationId: 'decide',
  summary: 'Merge, split, rename or reject names, or undo a decision',
  description:
    'With `preview` it answers what would change, and changes nothing. Open to the pages of the archive itself and, with a key that allows it, to programs.',
  request: {
    query: parameters({
      preview: flag().openapi({ description: 'Answer what would change, and change nothing' }),
    }),
    body: { required: true, content: { 'application/json': { schema: DecisionInput } } },
  },
  responses: {
    200: json(DecisionOutcome, 'What it changed, or would change'),
    202: json(DecisionOutcome, 'It waits for the process that writes the archive'),
    ...failures,
    409: problemAnswer('The present state does not allow it; the sentence says why'),
    415: problemAnswer('The request is not JSON'),
  },
})

const listDecisions = createRoute({
  method: 'get',
  path: '/decisions',
  tags: ['names'],
  operationId: 'listDecisions',
  summary: 'The log of decisions, the latest first',
  description:
    'Every decision that was made, with whether it is in force. Decisions are never deleted, but undone by others.',
  request: { query: parameters({ size: Size, cursor: Cursor }) },
  responses: { 200: json(DecisionPage, 'One page of decisions'), ...failures },
})

const listCandidates = createRoute({
  method: 'get',
  path: '/candidates',
  tags: ['names'],
  operationId: 'listCandidates',
  summary: 'What is left to a person to decide, the most consequential first',
  description:
    'Names that may be one entity, or one that may be two, with reasons in words; confirm or dismiss them by a decision.',
  request: {
    query: parameters({
      entity: text(500)
        .optional()
        .openapi({ description: 'Only about this entity', example: 'person-leyla-mammadova' }),
      size: Size,
      cursor: Cursor,
    }),
  },
  responses: { 200: json(CandidatePage, 'One page of candidates'), ...failures },
})

const listForms = createRoute({
  method: 'get',
  path: '/entities/{id}/forms',
  tags: ['names', 'entities'],
  operationId: 'listForms',
  summary: 'Why it is one entity: its full names, and what joins them',
  description:
    'The full names that were joined into the entity, the rule or decision that joined each, and a sentence of each.',
  request: { params: parameters({ id: Id }), query: parameters({}) },
  responses: { 200: json(EntityForms, 'The full names'), ...notFound, ...failures },
})

/** Decisions on names; `desk` is null if the server has no archive. */
export function decisions(desk: DecisionDesk | null, mayWrite: MiddlewareHandler) {
  const app = router()
  app.post('/decisions', mayWrite, jsonOnly, limited)
  const opened = () => desk ?? withoutArchive()
  return app
    .openapi(decideRoute, async (c) => {
      const { author, reason, version, ...request } = c.req.valid('json')
      if (c.req.valid('query').preview) {
        return c.json({ ...(await opened().preview(request)), queued: false }, 200)
      }
      const signed = { author, reason, ...(version !== undefined && { version }) }
      const outcome = await opened().decide(request, signed)
      return c.json(outcome, outcome.queued ? 202 : 200)
    })
    .openapi(listDecisions, async (c) => answer(c, await opened().log(c.req.valid('query'))))
    .openapi(listCandidates, async (c) =>
      answer(c, await opened().candidates(c.req.valid('query'))),
    )
    .openapi(listForms, async (c) => {
      const { id } = c.req.valid('param')
      const found = await opened().forms(id)
      if (!found) throw new HTTPException(404, { message: `there is no entity ${id}` })
      return answer(c, found)
    })
}

function withoutArchive(): never {
  throw new HTTPException(501, { message: NO_ARCHIVE })
}

const limited = bodyLimit({
  maxSize: MAX_BYTES,
  onError: () => {
    throw new HTTPException(413, { message: `a decision may have ${MAX_BYTES / 1e6} MB` })
  },
})
