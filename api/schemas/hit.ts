import { z } from '@hono/zod-openapi'
import { FACETS } from '#core/fields.ts'
import {
  type Copies as CoreCopies,
  MAX_OUTLETS,
  type FacetCounts as CoreFacetCounts,
  type Histogram as CoreHistogram,
  type Hit as CoreHit,
} from '#core/search.ts'
import { articleFields } from './article.ts'
import { Count, QueryReading, StoryTotal, Total, pageOf } from './page.ts'

const Fragment = z
  .object({
    field: z.enum(['title', 'body']),
    text: z.string(),
    spans: z.array(z.tuple([Count, Count])),
  })
  .openapi('Fragment', {
    description: "A piece of a hit's text; spans are `[start, end)` into `text`",
    example: { field: 'body', text: 'spoke of the grid', spans: [[13, 17]] },
  })

const Copies = z
  .object({ articles: Count, outlets: Count, sources: z.array(z.string()) })
  .openapi('Copies', {
    description:
      'Of a folded list: the matching articles of its story, itself included, and the other outlets among them, the ' +
      `first ${MAX_OUTLETS} by name`,
    example: { articles: 3, outlets: 2, sources: ['courier', 'gazette'] },
  }) satisfies z.ZodType<CoreCopies>

const Hit = z
  .object({
    ...articleFields,
    score: z.number().nullable().openapi({ example: 3.2 }),
    fragments: z.array(Fragment),
    copies: Copies.optional(),
  })
  .openapi('Hit', { description: 'An article in a list' }) satisfies z.ZodType<CoreHit>

const FacetCounts = z
  .object({
    field: z.enum(FACETS),
    values: z.array(
      z.object({
        value: z.string(),
        name: z.string(),
        count: Count,
        chosen: z.enum(['included', 'excluded']).optional(),
      }),
    ),
    total: Total,
  })
  .openapi('FacetCounts', {
    description:
      'Articles by value: each count is the total of the same search with what it asks of this field replaced by the ' +
      'value or, under `.all`, extended by it; of an excluded value, with its exclusion taken away. `chosen` marks ' +
      'what parameters or `q` ask for; `total` is the number of distinct values',
    example: {
      field: 'country',
      values: [{ value: 'country-az', name: 'Azerbaijan', count: 12 }],
      total: { value: 9, relation: 'eq' },
    },
  }) satisfies z.ZodType<CoreFacetCounts>

const Histogram = z
  .object({
    interval: z.enum(['day', 'week', 'month', 'year']),
    buckets: z.array(z.object({ key: z.string(), count: Count, all: Count })),
    undated: Count,
  })
  .openapi('Histogram', {
    description:
      'Matching articles over time; `all` counts those of the whole archive. A week goes by its Monday; long gaps are left out',
    example: {
      interval: 'month',
      buckets: [{ key: '2023-06', count: 12, all: 340 }],
      undated: 1,
    },
  }) satisfies z.ZodType<CoreHistogram>

export const HitPage = pageOf(Hit)
  .extend({
    total: StoryTotal,
    facets: z
      .array(FacetCounts)
      .optional()
      .openapi({ description: 'If `facets` was given, in its order' }),
    reading: QueryReading,
    histogram: Histogram.optional().openapi({ description: 'If `histogram` is true' }),
  })
  .openapi('HitPage')
