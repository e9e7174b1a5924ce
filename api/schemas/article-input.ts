import { z } from '@hono/zod-openapi'
import type { ArticleInput as Input } from '#core/article-intake.ts'
import { articleFields } from './article.ts'

const MAX_ADDRESS = 2000
const MAX_NAME = 1000
const MAX_AUTHORS = 100

const text = (max: number) =>
  z.string('must be a text').max(max, `must have at most ${max} characters`).optional()

const address = z
  .url({ protocol: /^https?$/, error: 'must be an address that begins with http:// or https://' })
  .max(MAX_ADDRESS, `must have at most ${MAX_ADDRESS} characters`)
  .optional()

/** Text lengths are bounded by the request size and by the reader. */
const longText = () => z.string('must be a text').optional()

export const ArticleInput = z
  .strictObject(
    {
      html: longText().openapi({ description: 'A page as it is; the reader finds its article' }),
      title: longText(),
      body: longText(),
      publishedAt: text(MAX_NAME),
      authors: z.array(z.string('must be texts')).max(MAX_AUTHORS).optional(),
      source: text(MAX_NAME),
      place: text(MAX_NAME),
      language: text(MAX_NAME),
      url: address,
      id: text(MAX_NAME),
    },
    {
      error: (issue) =>
        issue.code === 'unrecognized_keys'
          ? `${issue.keys[0]} is no field of an article`
          : 'must be an object',
    },
  )
  .refine(({ html, body, title }) => (html === undefined) !== ((body ?? title) === undefined), {
    message: 'must be given, or else title and body; not both',
    path: ['html'],
  })
  .openapi('ArticleInput', {
    description: 'Either `html`, with `url` and `source` where they are known, or the fields',
    example: {
      title: 'Ministers meet over the grid',
      body: 'Energy minister Leyla Mammadova spoke for Azerbaijan.',
      publishedAt: '2023-06-22',
      source: 'Caspian Post',
      url: 'https://news.example/1042',
    },
  }) satisfies z.ZodType<Input>

const { id, title, publishedAt, source, authors, place, url, language } = articleFields

export const AddedArticle = z
  .object({
    outcome: z.enum(['read', 'added', 'changed', 'unchanged', 'barred', 'queued']).openapi({
      description:
        '`read`: a preview, nothing was stored. `barred`: it was removed and stays out. `queued`: it is kept until the ' +
        'process that writes the archive has ended',
    }),
    article: z.object({
      id,
      title,
      body: z
        .string()
        .openapi({ example: 'Energy minister Leyla Mammadova spoke for Azerbaijan.' }),
      publishedAt,
      authors,
      source,
      place,
      language,
      url,
      tail: z.string().nullable().openapi({ example: null }),
    }),
    warnings: z.array(z.string()).openapi({ example: ['there is no date'] }),
  })
  .openapi('AddedArticle')

export type AddedArticle = z.infer<typeof AddedArticle>
