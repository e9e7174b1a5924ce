import { z } from '@hono/zod-openapi'
import type { Network as CoreNetwork } from '#core/search.ts'
import { EntityRef } from './entity.ts'
import { Count, QueryReading, StoryTotal, Warning, stamp } from './page.ts'

export const NetworkEntity = EntityRef.extend({
  sentences: Count.openapi({ description: 'Sentences of the matching articles that name it' }),
  articles: Count,
  stories: Count.openapi({ description: 'These articles, copies of one text counted once' }),
  lift: z.number().openapi({
    description:
      'How many times as often these sentences name it as those of the whole archive; 1 is as often',
  }),
}).openapi('NetworkEntity', {
  example: {
    id: 'person-leyla-mammadova',
    kind: 'person',
    name: 'Leyla Mammadova',
    sentences: 31,
    articles: 12,
    stories: 11,
    lift: 4.2,
  },
})

const NetworkTie = z
  .object({
    a: z.string(),
    b: z.string(),
    sentences: Count.openapi({ description: 'Sentences of the matching articles that name both' }),
    articles: Count,
    stories: Count,
  })
  .openapi('NetworkTie', {
    example: {
      a: 'country-az',
      b: 'person-leyla-mammadova',
      sentences: 7,
      articles: 5,
      stories: 5,
    },
  })

export const Network = z
  .object({
    entities: z.array(NetworkEntity),
    ties: z.array(NetworkTie),
    total: StoryTotal,
    warnings: z.array(Warning).openapi({ example: [] }),
    reading: QueryReading,
    ...stamp,
  })
  .openapi('Network') satisfies z.ZodType<CoreNetwork>
