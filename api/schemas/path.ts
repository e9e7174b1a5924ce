import { z } from '@hono/zod-openapi'
import { EntityRef, PublishedAt } from './entity.ts'
import { Evidence } from './evidence.ts'
import { Count, Warning, stamp, stampExample } from './page.ts'

const Hop = z
  .object({
    a: z.string(),
    b: z.string(),
    sentences: Count.openapi({ description: 'Sentences that name both, within the period' }),
    stories: Count.openapi({ description: 'Stories of these sentences' }),
    first: PublishedAt,
    last: PublishedAt,
    score: z
      .number()
      .openapi({ description: "The lower end of the interval of the tie's surprise" }),
    evidence: z.array(Evidence).openapi({ description: 'The two sentences that say most' }),
  })
  .openapi('Hop')

const Path = z.object({ entities: z.array(EntityRef), hops: z.array(Hop) }).openapi('Path', {
  description: 'From one entity to the other; each hop joins an entity with the next',
})

export const Paths = z
  .object({
    paths: z.array(Path),
    warnings: z.array(Warning).openapi({ example: [] }),
    ...stamp,
  })
  .openapi('Paths', { example: { paths: [], warnings: [], ...stampExample } })

export type PathsAnswer = z.infer<typeof Paths>
