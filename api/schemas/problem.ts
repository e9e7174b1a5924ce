import { z } from '@hono/zod-openapi'

/** An error (RFC 9457). */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    parameter: z.string().optional().openapi({ description: 'The parameter at fault' }),
    position: z
      .number()
      .int()
      .optional()
      .openapi({ description: 'UTF-16 offset into the text of `q`' }),
  })
  .openapi('Problem', {
    example: {
      type: 'about:blank',
      title: 'Bad Request',
      status: 400,
      detail: 'this bracket is never closed',
      parameter: 'q',
      position: 6,
    },
  })

export type Problem = z.infer<typeof Problem>
