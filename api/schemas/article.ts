import { z } from '@hono/zod-openapi'
import { FIELDS } from '#core/fields.ts'
import type { ArticleView as View } from '#core/search.ts'
import { CountedEntity, EntityKind, PublishedAt, SalientEntity } from './entity.ts'
import { Count, stamp } from './page.ts'

const TextPart = z.enum(['title', 'body', 'dateline'])

const Sentence = z
  .object({ n: Count, field: z.enum(['title', 'body']), start: Count, end: Count })
  .openapi('Sentence', { example: { n: 1, field: 'body', start: 0, end: 74 } })

const Mention = z
  .object({
    start: Count,
    end: Count,
    field: TextPart,
    sentence: Count.nullable(),
    surface: z.string(),
    kind: z.enum([...EntityKind.options, 'place']),
    entity: z.string().nullable(),
    city: z
      .string()
      .optional()
      .openapi({ description: 'Of a place that is a city: its id', example: 'place-az-baku' }),
    name: z.string(),
    via: z.enum([
      'tagger',
      'gazetteer',
      'surname',
      'acronym',
      'demonym',
      'capital',
      'dateline',
      'byline',
      'rule',
      'archive',
    ]),
    confidence: z.number(),
    title: z
      .string()
      .optional()
      .openapi({ description: 'Before a person whom the article does not name in full' }),
    why: z
      .string()
      .optional()
      .openapi({ description: 'Why a mention linked over the archive means this entity' }),
    aside: z.literal(true).optional().openapi({
      description: 'Stands in a table or a credit, or is an acronym behind its name: ties nobody',
    }),
  })
  .openapi('Mention', {
    description: 'A place in a text where a name stands',
    example: {
      start: 0,
      end: 9,
      field: 'body',
      sentence: 3,
      surface: 'Mammadova',
      kind: 'person',
      entity: 'person-leyla-mammadova',
      name: 'Leyla Mammadova',
      via: 'surname',
      confidence: 0.9,
    },
  })

const Role = z
  .object({
    person: Count,
    of: Count,
    title: z.string(),
    sentence: Count,
    pattern: z.string(),
    confidence: z.number(),
    former: z.boolean(),
    since: z.string().nullable(),
    until: z.string().nullable(),
  })
  .openapi('Role', {
    description:
      '`person` and `of` are positions in `mentions`. `since` and `until` are as the sentence states them, null if it does not: a year, month or day ("1985-04"), or before the day of the article, years or months ("-1Y", "-2M") or the latest month of that number ("--11")',
    example: {
      person: 0,
      of: 1,
      title: 'energy minister',
      sentence: 1,
      pattern: 'title-before-name',
      confidence: 0.9,
      former: false,
      since: '1985',
      until: null,
    },
  })

const Span = z.object({ start: Count, end: Count })

const Quotation = z
  .object({
    field: z.enum(['title', 'body']),
    sentence: Count.openapi({ description: 'The one that says who said it' }),
    speaker: Count.nullable(),
    source: Span.nullable(),
    cue: Span,
    content: z.array(Span),
    direct: z.boolean().openapi({ description: 'Whether any of it is in quotation marks' }),
    confidence: z.number(),
  })
  .openapi('Quotation', {
    description:
      'What somebody is reported to have said, in spans of its text; `speaker` is a position in `mentions`',
    example: {
      field: 'body',
      sentence: 2,
      speaker: 0,
      source: { start: 75, end: 84 },
      cue: { start: 85, end: 89 },
      content: [{ start: 90, end: 118 }],
      direct: false,
      confidence: 0.85,
    },
  })

/** Fields of an article, both in lists and alone. */
export const articleFields = {
  id: z.string().openapi({ example: 'caspian-post-1042' }),
  title: z.string().openapi({ example: 'Ministers meet over the grid' }),
  publishedAt: PublishedAt,
  source: z.string().openapi({ example: FIELDS.source.example }),
  authors: z.array(z.string()).openapi({ example: [FIELDS.author.example] }),
  place: z.string().nullable().openapi({ example: FIELDS.place.example }),
  url: z.string().nullable().openapi({ example: 'https://news.example/1042' }),
  language: z.string().openapi({ example: FIELDS.lang.example }),
  story: z.string().openapi({ description: 'Copies of one text share it', example: 'story-1042' }),
  entities: z.array(CountedEntity),
}

export const ArticleView = z
  .object({
    ...articleFields,
    body: z.string().openapi({ example: 'Energy minister Leyla Mammadova spoke for Azerbaijan.' }),
    dateline: z.string().nullable().openapi({ example: 'BAKU, June 22 -' }),
    byline: z.string().nullable().openapi({ example: 'By Jane Roe' }),
    tail: z.string().nullable().openapi({ example: null }),
    publishedText: z.string().nullable().openapi({ example: '22.06.23' }),
    metadata: z.record(z.string(), z.unknown()).openapi({ example: { section: 'World' } }),
    entities: z.array(SalientEntity).openapi({ description: 'Strongest first' }),
    sentences: z.array(Sentence),
    mentions: z.array(Mention),
    roles: z.array(Role),
    quotations: z.array(Quotation),
    revisions: Count.openapi({ description: 'Earlier texts that are kept', example: 0 }),
    ...stamp,
  })
  .openapi('Article') satisfies z.ZodType<View>
