import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type FeedOf, atomFeed, jsonFeed } from '#core/export/news-feed.ts'
import { sendConditional } from '../http/conditional.ts'
import { oneOf } from '../parameters.ts'

const FORMATS = ['atom', 'json'] as const

export const FeedFormat = oneOf(FORMATS)
  .default('atom')
  .openapi({ description: 'Atom or JSON Feed', example: 'json' })

export const feedAnswer = {
  description: 'A feed in Atom or JSON Feed',
  content: {
    'application/feed+json': { schema: z.looseObject({}) },
    'application/atom+xml': { schema: z.string() },
  },
}

export function sendFeed(c: Context, feed: FeedOf, format: (typeof FORMATS)[number]): Response {
  return format === 'json'
    ? sendConditional(c, jsonFeed(feed), 'application/feed+json')
    : sendConditional(c, atomFeed(feed), 'application/atom+xml')
}
