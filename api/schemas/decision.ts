import { z } from '@hono/zod-openapi'
import { ENTITY_KINDS } from '#core/article.ts'
import type { Candidate as CoreCandidate, EntityForms as CoreForms } from '#core/decisions/desk.ts'
import type { DecisionRequest as CoreRequest } from '#core/decisions/request.ts'
import { Count, Version, pageOf, stamp } from './page.ts'

const id = z.string('must be an id').min(1, 'must be an id').max(500, 'is too long')
const ids = z.array(id, 'must be a list').min(1, 'names nothing').max(100_000, 'names too many')
const name = z
  .string('must be a text')
  .min(1, 'must not be empty')
  .max(200, 'must have at most 200 characters')
const note = (max: number) =>
  z.string('must be a text').max(max, `must have at most ${max} characters`).default('')

const entity = id.openapi({ description: 'Id of the entity that it is about' })

const Request = z.discriminatedUnion(
  'type',
  [
    z.object({ type: z.literal('merge'), entity, into: id }),
    z.object({ type: z.literal('split'), entity, forms: ids.optional(), articles: ids.optional() }),
    z.object({ type: z.literal('rename'), entity, name }),
    z.object({
      type: z.literal('kind'),
      entity,
      kind: z.enum(ENTITY_KINDS, `must be one of ${ENTITY_KINDS.join(', ')}`),
    }),
    z.object({
      type: z.literal('reject'),
      entity,
      articles: ids.optional().openapi({ description: 'Only in these' }),
      spelling: name.optional().openapi({ description: 'Only where it is written so' }),
    }),
    z.object({ type: z.literal('confirm'), candidate: id }),
    z.object({ type: z.literal('dismiss'), candidate: id }),
    z.object({ type: z.literal('undo'), decision: id }),
  ],
  'must be one of merge, split, rename, kind, reject, confirm, dismiss, undo',
)

export const DecisionInput = z
  .intersection(
    Request,
    z.object({
      author: note(200).openapi({ description: 'Who decides, as a label' }),
      reason: note(2000),
      version: Count.optional().openapi({ description: 'Of the preview that was seen' }),
    }),
  )
  .openapi('DecisionInput', {
    example: {
      type: 'merge',
      entity: 'person-l-mammadova',
      into: 'person-leyla-mammadova',
      author: 'archive desk',
      reason: 'the same minister',
    },
  }) satisfies z.ZodType<CoreRequest & { author: string; reason: string }>

const Ends = z.object({ id: z.string(), name: z.string() })

const LoggedDecision = z.object({
  id: z.string(),
  at: z.string(),
  author: z.string(),
  reason: z.string(),
  action: z.looseObject({ type: z.string() }).openapi({
    description:
      'What was decided: objects by kind, full names and articles, with the ids of the time',
  }),
  imported: z.boolean(),
})

export const DecisionOutcome = z
  .object({
    articles: Count,
    sentences: Count,
    ties: z.object({
      appear: Count,
      disappear: Count,
      change: Count,
      examples: z.array(z.object({ a: Ends, b: Ends, before: Count, after: Count })),
    }),
    decision: LoggedDecision.nullable(),
    entities: z.array(z.string()).openapi({ description: 'What it is about, by present ids' }),
    queued: z
      .boolean()
      .openapi({ description: 'It waits for the process that writes the archive' }),
    warnings: z.array(z.object({ code: z.string(), message: z.string() })),
    version: Version,
  })
  .openapi('DecisionOutcome', { description: 'What a decision changed, or would change' })

export const DecisionPage = pageOf(
  LoggedDecision.extend({
    state: z.enum(['active', 'undone', 'idle', 'waiting']),
    why: z.string().nullable().openapi({ description: 'Why it is idle' }),
  }),
).openapi('DecisionPage')

const Candidate = z
  .object({
    id: z.string(),
    question: z.enum(['same', 'two']),
    entities: z.array(z.string()),
    reasons: z.array(z.string()),
    articles: Count,
  })
  .openapi('Candidate') satisfies z.ZodType<CoreCandidate>

export const CandidatePage = pageOf(Candidate).openapi('CandidatePage')

export const EntityForms = z
  .object({
    id: z.string(),
    forms: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        articles: Count,
        join: z
          .object({
            with: z.string(),
            rule: z.string(),
            reason: z.string(),
            confidence: z.number(),
          })
          .nullable(),
        evidence: z
          .object({
            article: z.object({
              id: z.string(),
              title: z.string(),
              publishedAt: z.string().nullable(),
            }),
            sentence: Count,
            text: z.string(),
          })
          .nullable(),
      }),
    ),
    ...stamp,
  })
  .openapi('EntityForms') satisfies z.ZodType<CoreForms>
