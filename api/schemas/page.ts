import { z } from '@hono/zod-openapi'
import type { StoryTotal as CoreStoryTotal, Warning as CoreWarning } from '#core/page.ts'
import { STEPS } from '#core/query/ladder.ts'

export const Count = z.number().int().nonnegative()

export const Version = Count.openapi({
  description: 'The state of the data that answered: grows with every change of the archive',
  example: 4711,
})

const CITATION =
  'Dateline archive, version 4711, http://127.0.0.1:4310/api/v1/articles?q=grid, retrieved 2026-03-01'

export const Citation = z.string().openapi({
  description: 'How to cite this answer: what was asked, of which state of the archive, and when',
  example: CITATION,
})

/** What every answer has that says something of the archive. */
export const stamp = { version: Version, citation: Citation }

/** The same in an example. */
export const stampExample = { version: 4711, citation: CITATION }

export const Total = z
  .object({ value: Count, relation: z.enum(['eq', 'gte', 'approx']) })
  .openapi('Total', {
    description: 'Exact (`eq`), "at least this many" (`gte`), or about as many (`approx`)',
    example: { value: 42, relation: 'eq' },
  })

export const StoryTotal = Total.extend({
  stories: Total.optional().openapi({
    description: 'The stories that the articles are of, where they are asked for',
  }),
}).openapi('StoryTotal', {
  description: 'Matching articles',
  example: { value: 42, relation: 'eq', stories: { value: 38, relation: 'eq' } },
}) satisfies z.ZodType<CoreStoryTotal>

export const Warning = z
  .object({
    code: z.string(),
    message: z.string(),
    position: Count.optional().openapi({ description: 'UTF-16 offset into `q`' }),
    expected: z.string().optional().openapi({ description: 'What would have been clear' }),
    reading: z.string().optional().openapi({
      description: 'How this place of `q` was read, as a query; empty where it was left out',
    }),
  })
  .openapi('Warning', {
    description: 'What is missing, estimated or cut, or may have been meant otherwise',
    example: {
      code: 'inner-wildcard',
      message: 'A wildcard stands only at the end of a word (read as jap*).',
      position: 0,
      expected: 'a beginning such as port*',
      reading: 'jap*',
    },
  }) satisfies z.ZodType<CoreWarning>

export const QueryReading = z
  .object({
    q: z.string(),
    description: z.string(),
    match: z.enum(STEPS).optional().openapi({
      description: 'How many of its words must be there, of a query without operators',
    }),
  })
  .optional()
  .openapi({
    description: 'How `q` was read: in its plainest form, and as a sentence',
    example: { q: 'grid NOT gas', description: 'Articles with “grid” and not with “gas”.' },
  })

export const Warnings = z.array(Warning).openapi({ example: [] })

/** One page of a collection. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    total: Total,
    next: z
      .string()
      .nullable()
      .openapi({ description: 'Hand it back as `cursor`; null on the last page', example: null }),
    warnings: Warnings,
    ...stamp,
    changed: z.boolean().optional().openapi({
      description:
        'True where the archive has changed since the list began: it goes on after what was shown last',
    }),
  })
}
