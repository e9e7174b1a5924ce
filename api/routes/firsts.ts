import { createRoute } from '@hono/zod-openapi'
import { firstEntry } from '#core/export/news-feed.ts'
import { StoreError } from '#core/errors.ts'
import type { FirstsQuery, GraphStore, Tie } from '#core/graph.ts'
import type { Page, Warning } from '#core/page.ts'
import type { Evidence, SearchStore } from '#core/search.ts'
import { answer, json, problems, router } from '../openapi.ts'
import { Cursor, Day, Size, parameters } from '../parameters.ts'
import { FirstsPage } from '../schemas/firsts.ts'
import { FeedFormat, feedAnswer, sendFeed } from '../views/feed.ts'

const FEED_SIZE = 50

const since = Day.openapi({ description: 'Not before this day, month or year' })

const listFirsts = createRoute({
  method: 'get',
  path: '/firsts',
  tags: ['graph'],
  operationId: 'listFirsts',
  summary: 'Pairs seen together for the first time since a date, the strongest first',
  description:
    'Two names are a pair where a sentence names both; each comes with its first sentence.',
  request: { query: parameters({ since, size: Size, cursor: Cursor }) },
  responses: {
    200: json(FirstsPage, 'One page of ties, each with its first sentence'),
    ...problems,
  },
})

const firstsFeed = createRoute({
  method: 'get',
  path: '/firsts/feed',
  tags: ['graph'],
  operationId: 'firstsFeed',
  summary: 'Pairs seen together for the first time since a date, as a feed',
  description: 'The same pairs for a feed reader on this machine.',
  request: { query: parameters({ since, format: FeedFormat }) },
  responses: { 200: feedAnswer, ...problems },
})

/** Pairs that are new. */
export function firsts(graph: GraphStore, search: SearchStore) {
  async function read(asked: FirstsQuery, signal: AbortSignal) {
    return withSentences(await graph.firsts(asked, signal), asked.since, search, signal)
  }

  return router()
    .openapi(listFirsts, async (c) => {
      return answer(c, await read(c.req.valid('query'), c.req.raw.signal))
    })
    .openapi(firstsFeed, async (c) => {
      const { since: from, format } = c.req.valid('query')
      const { items } = await read({ since: from, size: FEED_SIZE }, c.req.raw.signal)
      const { origin } = new URL(c.req.url)
      const entries = items
        .map(({ evidence, ...tie }) => firstEntry(tie, evidence))
        .sort((x, y) => ((x.date ?? '') < (y.date ?? '') ? 1 : -1))
      const url = `${origin}/api/v1/graph/firsts?since=${from}`
      const title = `New pairs since ${from}`
      const updated = `${from}-01-01`.slice(0, 10) + 'T00:00:00Z'
      return sendFeed(c, { id: `firsts:${from}`, title, url, origin, entries, updated }, format)
    })
}

const UNREAD: Warning = {
  code: 'search-down',
  message: 'The search store does not answer now: the sentences are missing.',
}

async function withSentences(
  { items, ...page }: Page<Tie>,
  from: string,
  search: SearchStore,
  signal: AbortSignal,
) {
  const within = { query: null, filters: { fields: {}, from } }
  async function firstOf({ a, b }: Tie): Promise<Evidence | null> {
    const entities: [string, string] = [a.id, b.id]
    const asked = { entities, search: within, sort: 'oldest', size: 1 } as const
    return (await search.evidence(asked, signal)).items[0] ?? null
  }
  try {
    const shown = await Promise.all(
      items.map(async (tie) => ({ ...tie, evidence: await firstOf(tie) })),
    )
    return { ...page, items: shown }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    return { ...page, items: items.map((tie) => ({ ...tie, evidence: null })), warnings: [UNREAD] }
  }
}
