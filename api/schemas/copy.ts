import { z } from '@hono/zod-openapi'
import type { Copy as CoreCopy } from '../views/copies.ts'
import { PublishedAt } from './entity.ts'
import { pageOf } from './page.ts'

const TextPieces = z
  .array(z.object({ in: z.enum(['both', 'first', 'second']), text: z.string() }))
  .openapi('TextPieces', {
    description:
      'The words of two texts in order: those of both, and those of the first or the second alone; white space stands between',
    example: [
      { in: 'both', text: 'Oil rose' },
      { in: 'first', text: 'a dollar' },
      { in: 'second', text: 'two dollars' },
    ],
  })

const Copy = z
  .object({
    article: z.object({
      id: z.string(),
      title: z.string(),
      publishedAt: PublishedAt,
      source: z.string(),
      url: z.string().nullable(),
    }),
    title: TextPieces,
    body: TextPieces,
  })
  .openapi('Copy', {
    description:
      'Another article of the same story; the first text is that of the article asked for',
  }) satisfies z.ZodType<CoreCopy>

export const CopyPage = pageOf(Copy)
  .extend({ story: z.string().openapi({ example: 'story-1042' }) })
  .openapi('CopyPage')
