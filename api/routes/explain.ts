import { createRoute } from '@hono/zod-openapi'
import { InvalidQueryError } from '#core/errors.ts'
import type { GraphStore } from '#core/graph.ts'
import type { SearchStore } from '#core/search.ts'
import { didYouMean } from '../views/did-you-mean.ts'
import { type Explanation as Explained, explain } from '../views/explain.ts'
import { answer, json, problems, router } from '../openapi.ts'
import { parameters, text } from '../parameters.ts'
import { Explanation } from '../schemas/explanation.ts'
import { readSearch, searchParameters } from '../search-parameters.ts'

const explainSearch = createRoute({
  method: 'get',
  path: '/',
  tags: ['articles'],
  operationId: 'explainSearch',
  summary: 'What each part of a search finds, and what the search would find without it',
  description:
    'With `id` it says of one article which parts it matches; also other spellings of words that hardly any article has.',
  request: {
    query: parameters({
      ...searchParameters,
      id: text(2000).optional().openapi({
        description: 'An article: why is it found, or not?',
        example: 'caspian-post-1042',
      }),
    }),
  },
  responses: { 200: json(Explanation, 'The parts with their counts'), ...problems },
})

export const explanations = (store: SearchStore, graph: GraphStore) =>
  router().openapi(explainSearch, async (c) => {
    const { id = null, ...asked } = c.req.valid('query')
    const { signal } = c.req.raw
    const article = id === null ? null : await store.article(id, signal)
    if (id !== null && !article) {
      throw new InvalidQueryError(`there is no article ${id}`, { parameter: 'id' })
    }
    const { search, typed, warnings, reading } = await readSearch(
      c.req.url,
      asked,
      { search: store, graph },
      signal,
    )
    const found = await explain(search, id, store, signal)
    const meant = await didYouMean(typed, search, store, signal)
    const { title } = article ?? {}
    return answer(c, {
      ...found,
      ...reading,
      meant,
      ...(title !== undefined && { article: { id: id!, title, ...whyFound(found) } }),
      warnings,
    })
  })

function whyFound({ branches }: Explained) {
  const misses = branches.filter(({ depth, matches }) => depth === 0 && matches === false)
  return {
    isFound: misses.length === 0,
    because: misses.map(({ description }) => `It is not among: ${description}`),
  }
}
