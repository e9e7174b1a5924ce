import { createRoute } from '@hono/zod-openapi'
import { isCityId } from '#core/city.ts'
import { FIELDS } from '#core/fields.ts'
import type { GraphStore } from '#core/graph.ts'
import type { SearchStore } from '#core/search.ts'
import { cityParameters, readEvidence } from '../views/evidence.ts'
import { answer, json, problems, router } from '../openapi.ts'
import { parameters, text } from '../parameters.ts'
import { EvidencePage } from '../schemas/evidence.ts'

const CityId = text(200)
  .refine(isCityId, 'must be the id of a city')
  .openapi({
    param: { name: 'city', in: 'path' },
    description: 'The id of a city',
    example: FIELDS.city.example,
  })

const listCityMentions = createRoute({
  method: 'get',
  path: '/{city}/mentions',
  tags: ['articles'],
  operationId: 'listCityMentions',
  summary: 'The sentences that name a city',
  description:
    'A city is a place with a country. It is searched by its id (`city`), and is no entity: it has no ties. None where no sentence names it.',
  request: { params: parameters({ city: CityId }), query: cityParameters },
  responses: { 200: json(EvidencePage, 'One page of sentences'), ...problems },
})

export function cities(search: SearchStore, graph: GraphStore) {
  return router().openapi(listCityMentions, async (c) => {
    const { city } = c.req.valid('param')
    return answer(c, await readEvidence([city], c, c.req.valid('query'), { search, graph }))
  })
}
