import { createRoute } from '@hono/zod-openapi'
import type { MiddlewareHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { hitEntry } from '#core/export/news-feed.ts'
import type { GraphStore } from '#core/graph.ts'
import type { Notebook, SavedSearch as Saved } from '#core/notebook.ts'
import type { SearchStore } from '#core/search.ts'
import { FeedFormat, feedAnswer, sendFeed } from '../views/feed.ts'
import { answer, json, notFound, router } from '../openapi.ts'
import { Cursor, Size, parameters } from '../parameters.ts'
import {
  Deleted,
  NewHits,
  SavedSearch,
  SavedSearchInput,
  SavedSearches,
} from '../schemas/notebook.ts'
import { newHits, readSaved } from '../saved-search.ts'
import { jsonOnly } from '../http/security.ts'
import { Key, failures, limited, opened, written } from './notebook.ts'

const id = parameters({ id: Key })
const none = parameters({})
const FEED_SIZE = 50

const listSaved = createRoute({
  method: 'get',
  path: '/saved',
  tags: ['notebook'],
  operationId: 'listSavedSearches',
  summary: 'All saved searches, the latest first',
  description: 'Searches that are looked at again, each with when that was last done.',
  request: { query: none },
  responses: { 200: json(SavedSearches, 'The searches'), ...failures },
})

const putSaved = createRoute({
  method: 'put',
  path: '/saved/{id}',
  tags: ['notebook'],
  operationId: 'putSavedSearch',
  summary: 'Save a search; what is there now counts as seen',
  description:
    '`search` has the parameters of a search as they stand in an address. One that cannot be read is refused.',
  request: {
    params: id,
    query: none,
    body: { required: true, content: { 'application/json': { schema: SavedSearchInput } } },
  },
  responses: { 200: json(SavedSearch, 'The search as it is saved'), ...failures, ...written },
})

const deleteSaved = createRoute({
  method: 'delete',
  path: '/saved/{id}',
  tags: ['notebook'],
  operationId: 'deleteSavedSearch',
  summary: 'Forget a saved search',
  description: 'What it had seen is forgotten with it.',
  request: { params: id, query: none },
  responses: { 200: json(Deleted, 'It is gone'), ...notFound, ...failures },
})

const listNew = createRoute({
  method: 'get',
  path: '/saved/{id}/new',
  tags: ['notebook'],
  operationId: 'listNewHits',
  summary: 'What a saved search finds among the articles that came in since it was last looked at',
  description:
    'Counts what came into the archive, not what was published, since the search was saved or marked as seen.',
  request: { params: id, query: parameters({ size: Size, cursor: Cursor }) },
  responses: { 200: json(NewHits, 'One page of hits, the newest first'), ...notFound, ...failures },
})

const markSeen = createRoute({
  method: 'post',
  path: '/saved/{id}/seen',
  tags: ['notebook'],
  operationId: 'markSeen',
  summary: 'Take what a saved search finds now as seen',
  description: 'The next list of what is new begins here.',
  request: { params: id, query: none },
  responses: { 200: json(SavedSearch, 'The search'), ...notFound, ...failures },
})

const readFeed = createRoute({
  method: 'get',
  path: '/saved/{id}/feed',
  tags: ['notebook'],
  operationId: 'readFeed',
  summary: 'The newest articles of a saved search, as a feed',
  description: 'The newest 50 articles, for a feed reader on this machine.',
  request: {
    params: id,
    query: parameters({ format: FeedFormat }),
  },
  responses: {
    200: feedAnswer,
    ...notFound,
    ...failures,
  },
})

const missing = (key: string) =>
  new HTTPException(404, { message: `there is no saved search ${key}` })

/** Saved searches; `notebook` is null if the server has no archive. */
export function saved(
  notebook: Notebook | null,
  { search: store, graph }: { search: SearchStore; graph: GraphStore },
  mayWrite: MiddlewareHandler,
) {
  const app = router()
  app.put('/saved/:id', mayWrite, jsonOnly, limited)
  app.delete('/saved/:id', mayWrite)
  app.post('/saved/:id/seen', mayWrite)
  const book = () => opened(notebook)

  async function searchOf(key: string): Promise<Saved> {
    const found = await book().search(key)
    if (!found) throw missing(key)
    return found
  }

  return app
    .openapi(listSaved, async (c) => answer(c, { items: await book().searches() }))
    .openapi(putSaved, async (c) => {
      const text = c.req.valid('json')
      // Refuse an invalid search when it is saved, not when it is viewed.
      await readSaved(text.search, { search: store, graph }, c.req.raw.signal)
      return c.json(await book().putSearch(c.req.valid('param').id, text), 200)
    })
    .openapi(deleteSaved, async (c) => {
      const { id: key } = c.req.valid('param')
      if (!(await book().deleteSearch(key))) throw missing(key)
      return c.json({ deleted: true }, 200)
    })
    .openapi(listNew, async (c) => {
      const found = await searchOf(c.req.valid('param').id)
      const arrivals = (await book().arrivals(found.id))!
      const { signal } = c.req.raw
      const stores = { search: store, graph }
      const page = await newHits(found, arrivals, c.req.valid('query'), stores, signal)
      return answer(c, page, { seen: found.seen })
    })
    .openapi(markSeen, async (c) => {
      const found = await book().markSeen((await searchOf(c.req.valid('param').id)).id)
      return c.json(found!, 200)
    })
    .openapi(readFeed, async (c) => {
      const found = await searchOf(c.req.valid('param').id)
      const { signal } = c.req.raw
      const { search } = await readSaved(found.search, { search: store, graph }, signal)
      const { items } = await store.articles({ search, sort: 'newest', size: FEED_SIZE }, signal)
      const { origin } = new URL(c.req.url)
      const url = `${origin}/search?${found.search}`
      const feed = {
        ...{ id: `saved:${encodeURIComponent(found.id)}`, title: found.name, url, origin },
        ...{ entries: items.map(hitEntry), updated: found.created },
      }
      return sendFeed(c, feed, c.req.valid('query').format)
    })
}
