import { z } from '@hono/zod-openapi'
import { CHANGES } from '#core/graph/changes.ts'
import { EntityRef } from './entity.ts'
import { Evidence } from './evidence.ts'
import { Count, QueryReading, pageOf, stampExample } from './page.ts'

const PeriodCount = z.object({ sentences: Count, articles: Count, stories: Count })

const counted = {
  change: z.enum(CHANGES),
  earlier: PeriodCount,
  later: PeriodCount,
  score: z.number().openapi({
    description:
      'How far its articles, or stories where these are counted, are from their usual share of the two periods, in ' +
      'standard deviations',
  }),
}

const ChangedTie = z
  .object({ a: EntityRef, b: EntityRef, ...counted, evidence: Evidence.nullable() })
  .openapi('ChangedTie')

const ChangedEntity = z.object({ entity: EntityRef, ...counted }).openapi('ChangedEntity')

export const Changes = pageOf(z.union([ChangedTie, ChangedEntity]))
  .extend({
    totals: z.object({ new: Count, stronger: Count, weaker: Count, gone: Count }),
    articles: z.object({ earlier: Count, later: Count }),
    stories: z.object({ earlier: Count, later: Count }),
    reading: QueryReading,
  })
  .openapi('Changes', {
    example: {
      items: [],
      total: { value: 0, relation: 'eq' },
      next: null,
      totals: { new: 0, stronger: 0, weaker: 0, gone: 0 },
      articles: { earlier: 30, later: 12 },
      stories: { earlier: 28, later: 12 },
      warnings: [],
      ...stampExample,
    },
  })
