import { z } from '@hono/zod-openapi'
import { Evidence } from './evidence.ts'
import { Total, Warnings, stamp } from './page.ts'
import { Tie } from './tie.ts'

export const FirstsPage = z
  .object({
    items: z.array(
      Tie.omit({ version: true, citation: true })
        .extend({ evidence: Evidence.nullable() })
        .openapi('FirstTie', { description: 'A new pair with its first sentence' }),
    ),
    total: Total,
    warnings: Warnings,
    ...stamp,
  })
  .openapi('Firsts')
