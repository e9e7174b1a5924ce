import { createRoute } from '@hono/zod-openapi'
import { InvalidQueryError } from '#core/errors.ts'
import type { GraphStore } from '#core/graph.ts'
import type { SearchStore } from '#core/search.ts'
import { answerQuestion } from '../views/answers.ts'
import { answer, json, problems, router } from '../openapi.ts'
import { integer, parameters, text } from '../parameters.ts'
import { Answers } from '../schemas/answer.ts'
import { readSearch, searchParameters } from '../search-parameters.ts'

const listAnswers = createRoute({
  method: 'get',
  path: '/',
  tags: ['articles'],
  operationId: 'listAnswers',
  summary:
    'The sentences that answer a question best, quoted as they stand; none where there is no evidence',
  description:
    'Every answer is a sentence as it stands in an article. Nothing is made up, and few sentences that fit badly count as no evidence.',
  request: {
    query: parameters({
      ...searchParameters,
      q: text(4096).openapi({
        description: 'A question',
        example: 'What did Mammadova say of the grid?',
      }),
      size: integer({ min: 1, max: 20, fallback: 5 }).openapi({ description: 'Sentences at most' }),
    }),
  },
  responses: { 200: json(Answers, 'The sentences'), ...problems },
})

export const answers = (store: SearchStore, graph: GraphStore) =>
  router().openapi(listAnswers, async (c) => {
    const { size, ...asked } = c.req.valid('query')
    const { signal } = c.req.raw
    const stores = { search: store, graph }
    const { search, typed, warnings } = await readSearch(
      c.req.url,
      { ...asked, match: 'any' },
      stores,
      signal,
    )
    if (!typed) throw new InvalidQueryError('q asks nothing', { parameter: 'q' })
    const question = { q: asked.q, typed, filters: search.filters }
    return answer(c, { ...(await answerQuestion(question, size, store, signal)), warnings })
  })
