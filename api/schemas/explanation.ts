import { z } from '@hono/zod-openapi'
import { Count, QueryReading, Total, Warnings, stamp } from './page.ts'

const Branch = z
  .object({
    depth: Count.openapi({ description: '0 for what must hold, more for parts of it' }),
    q: z.string().openapi({ description: 'The part, as it is written in the language' }),
    description: z.string(),
    position: z
      .object({ start: Count, end: Count })
      .nullable()
      .openapi({ description: 'Where it stands in `q`; null where a parameter asks for it' }),
    total: Total.openapi({ description: 'What it finds by itself' }),
    without: Total.nullable().openapi({
      description: 'What the search would find if it were left out; null for a part of a part',
    }),
    matches: z
      .boolean()
      .nullable()
      .openapi({ description: 'Whether the article in question matches it; null without one' }),
  })
  .openapi('Branch', {
    example: {
      depth: 0,
      q: 'grid',
      description: 'Articles with “grid”.',
      position: { start: 0, end: 4 },
      total: { value: 42, relation: 'eq' },
      without: { value: 340, relation: 'eq' },
      matches: null,
    },
  })

export const Explanation = z
  .object({
    total: Total,
    reading: QueryReading,
    branches: z.array(Branch).openapi({
      description: 'Each part that must hold, followed by its parts; those of `q` first',
    }),
    meant: z
      .array(
        z.object({
          q: z.string().openapi({ example: 'nakasone' }),
          word: z.string().openapi({ description: 'As it was typed', example: 'nakasoni' }),
          instead: z
            .string()
            .openapi({ description: 'As the archive spells it', example: 'nakasone' }),
          total: Total,
        }),
      )
      .openapi({
        description:
          'Other spellings of words that hardly any article has, with what each would find',
      }),
    article: z
      .object({
        id: z.string(),
        title: z.string(),
        isFound: z.boolean(),
        because: z
          .array(z.string())
          .openapi({ description: 'What it would have to match and does not, one sentence each' }),
      })
      .optional()
      .openapi({ description: 'If `id` was given' }),
    warnings: Warnings,
    ...stamp,
  })
  .openapi('Explanation')
