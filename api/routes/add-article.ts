import { createRoute } from '@hono/zod-openapi'
import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import type { Article } from '#core/article.ts'
import type { ArticleIntake, IntakeOutcome } from '#core/article-intake.ts'
import { json, problemAnswer, problems, router } from '../openapi.ts'
import { flag, parameters } from '../parameters.ts'
import { AddedArticle, ArticleInput } from '../schemas/article-input.ts'
import { jsonOnly } from '../http/security.ts'

/** A page, escaped for JSON. */
export const MAX_INPUT_BYTES = 16_000_000

const NO_ARCHIVE =
  'this server has no archive to write to; add articles with `dateline index` where the archive is'

const addRoute = createRoute({
  method: 'post',
  path: '/',
  tags: ['articles'],
  operationId: 'addArticle',
  summary: 'Read a page or an article, and store it',
  description:
    'Open to the pages of the archive itself and, with the write key of the server, to programs.',
  request: {
    query: parameters({
      preview: flag().openapi({ description: 'Answer what would be stored, and store nothing' }),
    }),
    body: { required: true, content: { 'application/json': { schema: ArticleInput } } },
  },
  responses: {
    200: json(AddedArticle, 'The article, which was read, or was there already'),
    201: json(AddedArticle, 'The article, which was added'),
    202: json(AddedArticle, 'The article, which waits for the archive'),
    ...problems,
    409: problemAnswer('The archive takes no articles; the sentence says why'),
    413: problemAnswer(`The request has more than ${MAX_INPUT_BYTES / 1e6} MB`),
    415: problemAnswer('The request is not JSON'),
    422: problemAnswer('There is no article in it; the sentence says why'),
    501: problemAnswer('The server has no archive to write to'),
  },
})

/** Adds single articles; `intake` is null if the server has no archive. */
export function addArticle(intake: ArticleIntake | null, mayWrite: MiddlewareHandler) {
  const app = router()
  app.post('/', mayWrite, jsonOnly, limited)
  return app.openapi(addRoute, async (c) => {
    if (!intake) throw new HTTPException(501, { message: NO_ARCHIVE })
    const input = c.req.valid('json')
    const { preview } = c.req.valid('query')
    const result = preview
      ? { ...(await intake.read(input)), outcome: 'read' as const }
      : await intake.add(input)
    if (result.refused !== null) throw new HTTPException(422, { message: result.refused })
    const { outcome, article, warnings } = result
    return c.json({ outcome: outcome!, article: toFields(article), warnings }, statusOf(outcome!))
  })
}

const limited = bodyLimit({
  maxSize: MAX_INPUT_BYTES,
  onError: () => {
    throw new HTTPException(413, {
      message: `an article may have ${MAX_INPUT_BYTES / 1e6} MB; index it from a file instead`,
    })
  },
})

function toFields(article: Article): AddedArticle['article'] {
  const { id, title, body, publishedAt, authors, source, place, language, url, tail } = article
  return { id, title, body, publishedAt, authors, source, place, language, url, tail }
}

function statusOf(outcome: IntakeOutcome | 'read'): 200 | 201 | 202 {
  if (outcome === 'added') return 201
  return outcome === 'queued' ? 202 : 200
}
