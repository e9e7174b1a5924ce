import { z } from '@hono/zod-openapi'

export const Count = z.number().int().nonnegative()

export const Version = Count.openapi({
  description: 'The state of the data that answered: grows with every change of the archive',
  example: 4711,
})

export const Total = z.object({ value: Count, relation: z.enum(['eq', 'gte']) }).openapi('Total', {
  description: 'Exact (`eq`), or "at least this many" (`gte`)',
  example: { value: 42, relation: 'eq' },
})

/** One page of a collection. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    total: Total,
    next: z
      .string()
      .nullable()
      .openapi({ description: 'Hand it back as `cursor`; null on the last page', example: null }),
    warnings: z
      .array(z.string())
      .openapi({ description: 'What is missing, estimated or cut', example: [] }),
    version: Version,
  })
}
