import { z } from '@hono/zod-openapi'
import type { Evidence as CoreEvidence } from '#core/search.ts'
import { PublishedAt } from './entity.ts'
import { Count, pageOf } from './page.ts'

export const Evidence = z
  .object({
    article: z.object({
      id: z.string(),
      title: z.string(),
      publishedAt: PublishedAt,
      source: z.string(),
    }),
    story: z.string().openapi({
      description: 'The story of its article; articles that are copies of one text share it',
    }),
    sentence: Count.openapi({ description: 'Its number in the article; 0 is the title' }),
    text: z.string(),
    spans: z
      .array(
        z.object({
          start: Count,
          end: Count,
          entity: z.string(),
          inferred: z
            .literal(true)
            .optional()
            .openapi({ description: 'Where the name was linked over the whole archive' }),
        }),
      )
      .openapi({ description: 'Where the names stand in `text`' }),
  })
  .openapi('Evidence', {
    description: 'A sentence under a number',
    example: {
      article: {
        id: 'caspian-post-1042',
        title: 'Ministers meet over the grid',
        publishedAt: '2023-06-22',
        source: 'caspian-post',
      },
      story: 'story-1042',
      sentence: 3,
      text: 'Mammadova spoke for Azerbaijan.',
      spans: [
        { start: 0, end: 9, entity: 'person-leyla-mammadova' },
        { start: 20, end: 30, entity: 'country-az' },
      ],
    },
  }) satisfies z.ZodType<CoreEvidence>

export const EvidencePage = pageOf(Evidence).openapi('EvidencePage')
