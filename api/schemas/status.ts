import { z } from '@hono/zod-openapi'
import type { Status as CoreStatus } from '#core/search.ts'
import { PublishedAt } from './entity.ts'
import { Count, stamp, stampExample } from './page.ts'

export const Status = z
  .object({
    articles: Count,
    stories: Count.openapi({ description: 'Articles, copies of one text counted once' }),
    sentences: Count,
    entities: z.object({ person: Count, organization: Count, country: Count }),
    ties: Count,
    sources: z.array(z.object({ name: z.string(), articles: Count })),
    first: PublishedAt,
    last: PublishedAt,
    undated: Count,
    rejected: Count,
    sample: z.boolean().openapi({ description: 'True where the news are invented sample news' }),
    ...stamp,
  })
  .openapi('Status', {
    example: {
      articles: 84,
      stories: 80,
      sentences: 1290,
      entities: { person: 61, organization: 48, country: 17 },
      ties: 940,
      sources: [{ name: 'caspian-post', articles: 14 }],
      first: '2022-01-14',
      last: '2023-12-20',
      undated: 1,
      rejected: 1,
      sample: true,
      ...stampExample,
    },
  }) satisfies z.ZodType<CoreStatus>

const Reach = z.enum(['up', 'down'])

export const Readiness = z
  .object({
    status: z.enum(['ready', 'degraded', 'unavailable', 'draining']),
    search: Reach,
    graph: Reach,
    stores: z
      .object({ search: z.string(), graph: z.string() })
      .openapi({ description: 'Name of the product behind each' }),
  })
  .openapi('Readiness', {
    example: {
      status: 'ready',
      search: 'up',
      graph: 'up',
      stores: { search: 'SQLite', graph: 'SQLite' },
    },
  })

export type Readiness = z.infer<typeof Readiness>
