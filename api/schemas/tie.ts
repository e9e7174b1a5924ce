import { z } from '@hono/zod-openapi'
import type { Neighbour as CoreNeighbour, Tie as CoreTie } from '#core/graph.ts'
import { EntityRef, PublishedAt } from './entity.ts'
import { Count, Version, pageOf } from './page.ts'

const counts = {
  sentences: Count.openapi({ description: 'Sentences that name both' }),
  articles: Count.openapi({ description: 'Articles with such a sentence' }),
  first: PublishedAt,
  last: PublishedAt,
  surprise: z.number().openapi({
    description:
      'Normalised pointwise mutual information over all sentences: 1 if the two only ever stand together, 0 as chance has it',
  }),
}
const example = {
  sentences: 7,
  articles: 5,
  first: '2022-03-02',
  last: '2023-06-22',
  surprise: 0.41,
}

export const Tie = z
  .object({ a: EntityRef, b: EntityRef, ...counts, version: Version })
  .openapi('Tie', {
    example: {
      a: { id: 'country-az', kind: 'country', name: 'Azerbaijan' },
      b: { id: 'person-leyla-mammadova', kind: 'person', name: 'Leyla Mammadova' },
      ...example,
      version: 4711,
    },
  }) satisfies z.ZodType<CoreTie>

export const Neighbour = z.object({ entity: EntityRef, ...counts }).openapi('Neighbour', {
  example: { entity: { id: 'country-az', kind: 'country', name: 'Azerbaijan' }, ...example },
}) satisfies z.ZodType<CoreNeighbour>

export const TiePage = pageOf(Neighbour)
  .extend({
    totals: z
      .object({ person: Count, organization: Count, country: Count })
      .openapi({ description: 'Ties by the kind of the other entity, whatever `kind` says' }),
  })
  .openapi('TiePage')
