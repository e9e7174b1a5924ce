import { z } from '@hono/zod-openapi'
import type { Quote as CoreQuote } from '#core/search.ts'
import { Evidence } from './evidence.ts'
import { Count, pageOf } from './page.ts'

const Quote = z
  .object({
    article: Evidence.shape.article,
    speaker: z.object({ id: z.string(), name: z.string() }),
    sentence: Count.openapi({ description: 'The one that says who said it; 0 is the title' }),
    source: z.string().nullable().openapi({ description: 'Who speaks, as written' }),
    cue: z.string(),
    content: z.string(),
    direct: z.boolean().openapi({ description: 'Whether any of it is in quotation marks' }),
    confidence: z.number(),
    text: z.string().openapi({ description: 'The sentences that it stands in' }),
    spans: z
      .array(z.object({ start: Count, end: Count, part: z.enum(['source', 'cue', 'content']) }))
      .openapi({ description: 'Where its parts stand in `text`' }),
  })
  .openapi('Quote', {
    description: 'What an entity is reported to have said',
    example: {
      article: {
        id: 'caspian-post-1042',
        title: 'Ministers meet over the grid',
        publishedAt: '2023-06-22',
        source: 'caspian-post',
      },
      speaker: { id: 'person-leyla-mammadova', name: 'Leyla Mammadova' },
      sentence: 3,
      source: 'Mammadova',
      cue: 'said',
      content: 'the grid would be ready by spring',
      direct: false,
      confidence: 0.85,
      text: 'Mammadova said the grid would be ready by spring.',
      spans: [
        { start: 0, end: 9, part: 'source' },
        { start: 10, end: 14, part: 'cue' },
        { start: 15, end: 48, part: 'content' },
      ],
    },
  }) satisfies z.ZodType<CoreQuote>

export const QuotePage = pageOf(Quote).openapi('QuotePage')
