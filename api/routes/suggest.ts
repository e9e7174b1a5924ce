import { createRoute } from '@hono/zod-openapi'
import type { GraphStore } from '#core/graph.ts'
import type { SearchStore } from '#core/search.ts'
import { correctedName } from '../views/did-you-mean.ts'
import { answer, json, problems, router } from '../openapi.ts'
import { integer, parameters, text } from '../parameters.ts'
import { Suggestions } from '../schemas/entity.ts'

const listSuggestions = createRoute({
  method: 'get',
  path: '/',
  tags: ['entities'],
  operationId: 'suggest',
  summary: 'Entities while a name is being typed, those in most articles first',
  description:
    'Matches the beginnings of words of every written form; where none begins so, the spelling of the archive that is nearest.',
  request: {
    query: parameters({
      q: text(200).openapi({ description: 'Beginnings of words of a name', example: 'mam' }),
      size: integer({ min: 1, max: 50, fallback: 8 }).openapi({ description: 'Entities at most' }),
    }),
  },
  responses: { 200: json(Suggestions, 'The best of them'), ...problems },
})

/** If no name starts with the typed text, tries the archive's closest spelling. */
export const suggest = (graph: GraphStore, search: SearchStore) =>
  router().openapi(listSuggestions, async (c) => {
    const { q, size } = c.req.valid('query')
    const { signal } = c.req.raw
    const items = await graph.suggest(q, size, signal)
    if (items.length > 0) return answer(c, { items })
    // Without the search store, nothing is corrected.
    const corrected = await correctedName(q, search, signal).catch(() => null)
    return answer(c, {
      items: corrected === null ? [] : await graph.suggest(corrected, size, signal),
    })
  })
