import { z } from '@hono/zod-openapi'
import { ENTITY_KINDS } from '#core/article.ts'
import type {
  Entity as CoreEntity,
  EntitySummary as Summary,
  Suggestion as Row,
} from '#core/graph.ts'
import type { SalientName } from '#core/graph/salience.ts'
import { Count, pageOf, stamp, stampExample } from './page.ts'

export const EntityKind = z.enum(ENTITY_KINDS)

export const PublishedAt = z.string().nullable().openapi({
  description:
    'ISO 8601: a time with the offset that was written, or a bare day; null where neither is known',
  example: '2023-06-22',
})

export const EntityRef = z
  .object({ id: z.string(), kind: EntityKind, name: z.string() })
  .openapi('EntityRef', {
    example: { id: 'person-leyla-mammadova', kind: 'person', name: 'Leyla Mammadova' },
  })

export const CountedEntity = EntityRef.extend({
  count: Count.openapi({ description: 'Sentences that name it' }),
}).openapi('CountedEntity', {
  example: { id: 'country-az', kind: 'country', name: 'Azerbaijan', count: 4 },
})

export const SalientEntity = CountedEntity.extend({
  salience: z.number().openapi({ description: 'Comparable within one article' }),
  mentions: Count.openapi({ description: 'Places in title and body where it stands' }),
  inTitle: z.boolean(),
  inLead: z.boolean().openapi({ description: 'In the first two sentences' }),
  about: z.boolean().openapi({
    description:
      'The article is about it: named twice, in the title or in the lead, and not by a capital alone',
  }),
}).openapi('SalientEntity', {
  example: {
    id: 'country-az',
    kind: 'country',
    name: 'Azerbaijan',
    count: 4,
    salience: 5.58,
    mentions: 5,
    inTitle: true,
    inLead: true,
    about: true,
  },
}) satisfies z.ZodType<SalientName>

export const EntitySummary = EntityRef.extend({
  articles: Count,
  sentences: Count,
}).openapi('EntitySummary', {
  example: {
    id: 'person-leyla-mammadova',
    kind: 'person',
    name: 'Leyla Mammadova',
    articles: 12,
    sentences: 31,
  },
}) satisfies z.ZodType<Summary>

export const EntityPage = pageOf(EntitySummary).openapi('EntityPage')

export const Suggestion = EntitySummary.extend({
  matched: z.string().openapi({ description: 'The written form that matched' }),
  fact: z.string().nullable().openapi({ description: 'What tells it from its namesakes' }),
}).openapi('Suggestion', {
  example: {
    id: 'person-leyla-mammadova',
    kind: 'person',
    name: 'Leyla Mammadova',
    articles: 12,
    sentences: 31,
    matched: 'Mammadova',
    fact: 'energy minister, Azerbaijan',
  },
}) satisfies z.ZodType<Row>

export const Suggestions = z.object({ items: z.array(Suggestion) }).openapi('Suggestions')

const RoleDay = z.string().nullable().openapi({
  description: 'A day; null where no article that states it has a date',
  example: '2023-06-22',
})

const RoleTime = z.string().nullable().openapi({
  description: 'A year, month or day as a sentence states it',
  example: '2019-04',
})

export const RoleLine = z
  .object({
    person: EntityRef,
    of: EntityRef,
    title: z.string(),
    former: z.boolean(),
    sentences: Count,
    first: RoleDay.openapi({ description: 'First day on which an article states it' }),
    last: RoleDay,
    since: RoleTime.openapi({
      description: 'When it began, as a sentence says; null if none does',
    }),
    until: RoleTime.openapi({
      description: 'When it ended, as a sentence says; null if none does',
    }),
    article: z.string(),
    sentence: Count,
  })
  .openapi('RoleLine', {
    description:
      "A person's function as sentences state it; `article` and `sentence` open the latest",
    example: {
      person: { id: 'person-leyla-mammadova', kind: 'person', name: 'Leyla Mammadova' },
      of: { id: 'country-az', kind: 'country', name: 'Azerbaijan' },
      title: 'energy minister',
      former: false,
      sentences: 5,
      first: '2022-01-14',
      last: '2023-06-22',
      since: '2019-04',
      until: null,
      article: 'caspian-post-1042',
      sentence: 3,
    },
  })

export const Entity = EntitySummary.extend({
  stories: Count.openapi({ description: 'Its articles, copies of one text counted once' }),
  aliases: z.array(z.object({ name: z.string(), count: Count })),
  first: PublishedAt,
  last: PublishedAt,
  roles: z.array(RoleLine),
  ...stamp,
}).openapi('Entity', {
  example: {
    id: 'person-leyla-mammadova',
    kind: 'person',
    name: 'Leyla Mammadova',
    articles: 12,
    stories: 11,
    sentences: 31,
    aliases: [
      { name: 'Mammadova', count: 19 },
      { name: 'Leyla Mammadova', count: 12 },
    ],
    first: '2022-01-14',
    last: '2023-06-22',
    roles: [],
    ...stampExample,
  },
}) satisfies z.ZodType<CoreEntity>
