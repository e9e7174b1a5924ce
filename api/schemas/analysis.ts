import { z } from '@hono/zod-openapi'
import type {
  AnalysisSummary,
  GraphMap,
  Standing as CoreStanding,
} from '#core/analysis/analysis.ts'
import { EntityRef } from './entity.ts'
import { NetworkEntity } from './network.ts'
import {
  Citation,
  Count,
  QueryReading,
  Total,
  Version,
  Warnings,
  pageOf,
  stamp,
  stampExample,
} from './page.ts'

const Share = z.number().min(0)

export const Community = z
  .object({
    id: z.string().openapi({ description: 'The id of its strongest member' }),
    name: z.string().openapi({ description: 'Its strongest members' }),
    size: Count.openapi({ description: 'How many names belong to it' }),
  })
  .openapi('Community', {
    description: 'Names that hold together more than with others',
    example: { id: 'country-az', name: 'Azerbaijan, Leyla Mammadova, Grid Authority', size: 31 },
  })

const place = {
  degree: Count.openapi({ description: 'How many others it is tied to' }),
  betweenness: Share.openapi({
    description: 'Of all pairs of others the share whose shortest ways lead through it',
  }),
  community: z.string().nullable().openapi({
    description: 'The id of its community; null for a name that is tied to nobody',
  }),
}
const example = { degree: 17, betweenness: 0.12, community: 'country-az' }

export const Standing = EntityRef.extend({ articles: Count, ...place }).openapi('Standing', {
  example: {
    ...{ id: 'person-leyla-mammadova', kind: 'person', name: 'Leyla Mammadova', articles: 12 },
    ...example,
  },
}) satisfies z.ZodType<CoreStanding>

export const StandingPage = pageOf(Standing).openapi('StandingPage')

export const NetworkStanding = z
  .object({
    entities: z.array(
      NetworkEntity.extend(place).openapi('NetworkStandingEntity', {
        example: {
          ...{ id: 'person-leyla-mammadova', kind: 'person', name: 'Leyla Mammadova' },
          ...{ sentences: 31, articles: 12, stories: 11, lift: 4.2 },
          ...example,
        },
      }),
    ),
    communities: z.array(Community),
    total: Total.openapi({ description: 'Matching articles' }),
    warnings: Warnings,
    reading: QueryReading,
    ...stamp,
  })
  .openapi('NetworkStanding')

export const Analysis = z
  .object({
    version: Version.openapi({ description: 'The state of the graph that was analysed' }),
    citation: Citation,
    made: z.string().openapi({ example: '2026-03-01T12:00:00.000Z' }),
    entities: Count,
    ties: Count,
    sources: Count.openapi({
      description:
        'From how many names betweenness was counted; of fewer than all it is an estimate',
    }),
    modularity: z.number().openapi({
      description: 'Modularity: how much denser the communities are than a random graph; 1 at most',
      example: 0.62,
    }),
    communities: z.array(Community).openapi({ description: 'The largest of them' }),
    communityTotal: Count,
    warnings: Warnings,
  })
  .openapi('Analysis') satisfies z.ZodType<AnalysisSummary>

export const ArchiveMap = z
  .object({
    version: Version.openapi({ description: 'The state of the graph that was analysed' }),
    citation: Citation,
    ids: z.array(z.string()),
    kinds: z.array(EntityRef.shape.kind),
    names: z.array(z.string()),
    articles: z.array(Count),
    x: z.array(z.number()).openapi({ description: 'Most of them from -1000 to 1000' }),
    y: z.array(z.number()),
    community: z.array(Count).openapi({ description: 'Places in `communities`' }),
    communities: z.array(Community),
    ties: z.array(Count).openapi({
      description: 'The strongest ties of each name: two places in the columns each',
    }),
    warnings: Warnings,
  })
  .openapi('ArchiveMap', {
    description: 'The strongest names with their places, column by column',
    example: {
      ...stampExample,
      ...{ ids: ['country-az', 'person-leyla-mammadova'] },
      ...{ kinds: ['country', 'person'], names: ['Azerbaijan', 'Leyla Mammadova'] },
      ...{ articles: [40, 12], x: [1.5, -20], y: [0, 3.2], community: [0, 0] },
      communities: [{ id: 'country-az', name: 'Azerbaijan, Leyla Mammadova', size: 2 }],
      ...{ ties: [0, 1], warnings: [] },
    },
  }) satisfies z.ZodType<GraphMap>
