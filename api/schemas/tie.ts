import { z } from '@hono/zod-openapi'
import type { Neighbour as CoreNeighbour, Tie as CoreTie } from '#core/graph.ts'
import { EntityRef, PublishedAt, RoleLine } from './entity.ts'
import { Count, Warning, pageOf, stamp, stampExample } from './page.ts'

const counts = {
  sentences: Count.openapi({ description: 'Sentences that name both' }),
  articles: Count.openapi({ description: 'Articles with such a sentence' }),
  stories: Count.openapi({ description: 'These articles, copies of one text counted once' }),
  first: PublishedAt,
  last: PublishedAt,
  surprise: z.number().openapi({
    description:
      'Normalised pointwise mutual information over all sentences: 1 if the two are only ever named together, 0 as often as by chance',
  }),
  interval: z.tuple([z.number(), z.number()]).openapi({
    type: 'array',
    items: { type: 'number' },
    description:
      'What the surprise lies between, nine times in ten, if these sentences are a sample',
  }),
  strength: z.number().openapi({
    description:
      'The lower end of the interval, where it is above 0, times the logarithm of the sentences, each of which counts the less the more names it has; halved for an outlet or a venue',
  }),
}
const example = {
  sentences: 7,
  articles: 5,
  stories: 4,
  first: '2022-03-02',
  last: '2023-06-22',
  surprise: 0.41,
  interval: [0.29, 0.53] as [number, number],
  strength: 0.75,
}

const Months = z
  .array(z.object({ month: z.string(), sentences: Count }))
  .openapi({ description: 'Its sentences by month; articles without a date are left out' })

const tieExample = {
  a: { id: 'country-az', kind: 'country' as const, name: 'Azerbaijan' },
  b: { id: 'person-leyla-mammadova', kind: 'person' as const, name: 'Leyla Mammadova' },
  ...example,
  ...stampExample,
}

export const Tie = z.object({ a: EntityRef, b: EntityRef, ...counts, ...stamp }).openapi('Tie', {
  example: tieExample,
}) satisfies z.ZodType<CoreTie>

export const TieView = Tie.extend({
  months: Months,
  sources: z.array(z.object({ name: z.string(), articles: Count })),
  inLists: Count.openapi({
    description:
      'Sentences that name both in a list: with eight names or more, a table, a line-up, a credit, or a short form in brackets behind its name; counted where `lists` asks for it',
  }),
  sharedArticles: Count.openapi({ description: 'Articles that name both, in one sentence or not' }),
  roles: z
    .array(RoleLine)
    .openapi({ description: 'Functions that one of the two has at the other' }),
  words: z.array(z.object({ word: z.string(), sentences: Count })).openapi({
    description: 'Words that stand between the two names, in so many of the newest 500 sentences',
  }),
  shared: z
    .object({
      items: z.array(
        z.object({
          entity: EntityRef,
          sentences: z.tuple([Count, Count]).openapi({ type: 'array', items: { type: 'integer' } }),
        }),
      ),
      total: Count,
    })
    .openapi({ description: 'Entities that both are tied to' }),
  warnings: z.array(Warning).openapi({ example: [] }),
}).openapi('TieView', {
  example: {
    ...tieExample,
    months: [{ month: '2022-03', sentences: 7 }],
    sources: [{ name: 'caspian-post', articles: 5 }],
    inLists: 0,
    sharedArticles: 6,
    roles: [],
    words: [{ word: 'spoke', sentences: 2 }],
    shared: { items: [], total: 0 },
    warnings: [],
  },
})

export const Neighbour = z
  .object({
    ...{ entity: EntityRef, ...counts, months: Months },
  })
  .openapi('Neighbour', {
    example: {
      entity: { id: 'country-az', kind: 'country', name: 'Azerbaijan' },
      ...example,
      months: [{ month: '2022-03', sentences: 7 }],
    },
  }) satisfies z.ZodType<CoreNeighbour>

export const TiePage = pageOf(Neighbour)
  .extend({
    totals: z
      .object({ person: Count, organization: Count, country: Count })
      .openapi({ description: 'Ties by the kind of the other entity, whatever `kind` says' }),
  })
  .openapi('TiePage')
