import { z } from '@hono/zod-openapi'
import type { Answer as CoreAnswer } from '#core/answers.ts'
import { Evidence } from './evidence.ts'
import { Count, Warnings, stamp } from './page.ts'

const Answer = z
  .object({
    article: Evidence.shape.article,
    sentence: Evidence.shape.sentence,
    text: z.string(),
    spans: z
      .array(z.tuple([Count, Count]))
      .openapi({ description: 'Where words of the question stand in `text`' }),
    score: z.number().openapi({ description: 'From 0 to 1', example: 0.83 }),
  })
  .openapi('Answer', {
    description: 'A sentence that may answer a question',
  }) satisfies z.ZodType<CoreAnswer>

export const Answers = z
  .object({
    items: z.array(Answer).openapi({
      description: 'The best first, one of a story; empty where nothing in the archive is evidence',
    }),
    kind: z
      .enum(['who', 'when', 'where', 'amount'])
      .nullable()
      .openapi({ description: 'What the question asks for, as far as its words say' }),
    read: Count.openapi({ description: 'Articles that were read for it' }),
    warnings: Warnings,
    ...stamp,
  })
  .openapi('Answers')
