import { z } from '@hono/zod-openapi'
import type {
  MatchedName as CoreMatchedName,
  ScreenedName as CoreScreenedName,
} from '../views/match.ts'
import { EntityKind, EntitySummary } from './entity.ts'
import { Network } from './network.ts'
import { Count } from './page.ts'

const matchedExample = {
  name: 'Mammadova',
  accepted: 'person-leyla-mammadova',
  candidates: [
    {
      id: 'person-leyla-mammadova',
      kind: 'person' as const,
      name: 'Leyla Mammadova',
      articles: 12,
      sentences: 31,
      reason: 'has this surname',
    },
  ],
  note: null,
}

const MatchedName = z
  .object({
    name: z.string(),
    accepted: z.string().nullable().openapi({
      description:
        'The id of the one entity that it surely means; null where there is none, or several',
    }),
    candidates: z.array(
      EntitySummary.extend({
        reason: z
          .string()
          .openapi({ description: 'Why it may be meant', example: 'has this surname' }),
      }),
    ),
    note: z.string().nullable().openapi({ description: 'Why none is accepted' }),
  })
  .openapi('MatchedName', { example: matchedExample }) satisfies z.ZodType<CoreMatchedName>

const ScreenedName = MatchedName.extend({
  kind: EntityKind,
  places: z
    .array(z.object({ start: Count, end: Count }))
    .openapi({ description: 'Where it stands in the text, in UTF-16 units' }),
}).openapi('ScreenedName', {
  example: { ...matchedExample, kind: 'person', places: [{ start: 0, end: 9 }] },
}) satisfies z.ZodType<CoreScreenedName>

const network = Network.omit({ reading: true, warnings: true, citation: true })
  .nullable()
  .openapi({ description: 'Ties among the accepted; null where there are fewer than two' })

export const Matched = z
  .object({
    items: z.array(MatchedName).openapi({ description: 'In the order of the names' }),
    network,
  })
  .openapi('Matched')

export const Screened = z
  .object({
    items: z.array(ScreenedName).openapi({ description: 'In the order of the text' }),
    network,
  })
  .openapi('Screened')
