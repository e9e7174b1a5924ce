import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Change } from '#core/graph/changes.ts'
import type { GraphStore } from '#core/graph.ts'
import { MAX_NETWORK } from '#core/graph/network.ts'
import type { Warning } from '#core/page.ts'
import type { Network as CoreNetwork, SearchStore } from '#core/search.ts'
import { problem } from '../http/errors.ts'
import {
  type TwoNetworks,
  assertInOrder,
  changedEntities,
  changedTies,
  firstSentence,
  pageOfChanges,
  parseSpan,
  readTwoNetworks,
} from '../views/graph-changes.ts'
import { answer, json, problems, router } from '../openapi.ts'
import { Cursor, Size, oneOf, parameters, text } from '../parameters.ts'
import { resolveIds } from '../http/redirects.ts'
import { Changes } from '../schemas/changes.ts'
import { Network } from '../schemas/network.ts'
import {
  type ReadSearch,
  readSearch,
  searchParameters,
  undatedSearchParameters,
} from '../search-parameters.ts'
import { Lists, NetworkSize, Rank } from '../tie-parameters.ts'

const MAX_BODY = 128 * 1024

const readNetwork = createRoute({
  method: 'get',
  path: '/',
  tags: ['graph'],
  operationId: 'readNetwork',
  summary: 'The network of a search: its names and the ties among them',
  description:
    'At most 300 names and every tie among them, counted in the sentences of the matching articles.',
  request: {
    query: parameters({
      ...searchParameters,
      rank: Rank,
      size: NetworkSize,
      lists: Lists,
    }),
  },
  responses: { 200: json(Network, 'Names and ties'), ...problems },
})

const readChanges = createRoute({
  method: 'get',
  path: '/changes',
  tags: ['graph'],
  operationId: 'readChanges',
  summary: 'What changed between two periods: ties or names that are new, stronger, weaker or gone',
  description:
    'Compares how often ties or names stand in the articles of the two periods; a change is shown where it is larger than chance explains.',
  request: {
    query: parameters({
      ...undatedSearchParameters,
      earlier: text(30).openapi({
        description: 'A day, month or year, or two with `..` between, both included',
        example: '2023-03..2023-05',
      }),
      later: text(30).openapi({ description: 'A later one', example: '2023-06' }),
      of: oneOf(['ties', 'entities'])
        .default('ties')
        .openapi({ description: 'What is compared', example: 'entities' }),
      lists: Lists,
      size: Size,
      cursor: Cursor,
    }),
  },
  responses: { 200: json(Changes, 'One page of changes, the largest first'), ...problems },
})

const Ids = z
  .strictObject({
    ids: z
      .array(z.string().max(2000))
      .min(1, 'must hold at least one id')
      .max(MAX_NETWORK, `must hold at most ${MAX_NETWORK} ids`),
  })
  .openapi('TiesAmong', { example: { ids: ['country-az', 'person-leyla-mammadova'] } })

const tiesAmong = createRoute({
  method: 'post',
  path: '/ties',
  tags: ['graph'],
  operationId: 'tiesAmong',
  summary: 'The ties among given entities, in the articles of a search',
  description:
    'At most 300 ids. Names that no sentence of these articles has are told in `warnings`.',
  request: {
    query: parameters({ ...searchParameters, lists: Lists }),
    body: { required: true, content: { 'application/json': { schema: Ids } } },
  },
  responses: { 200: json(Network, 'Names and ties'), ...problems },
})

/** Graphs over the articles of a search. */
export function graph(store: SearchStore, names: GraphStore) {
  const routes = router()
  routes.post('/ties', bodyLimit({ maxSize: MAX_BODY, onError: refuseBody }))
  return routes
    .openapi(readNetwork, async (c) => {
      const asked = c.req.valid('query')
      const read = await readSearch(
        c.req.url,
        asked,
        { search: store, graph: names },
        c.req.raw.signal,
      )
      const { rank, size, lists, count } = asked
      const network = await store.network(
        { search: read.search, rank, size, lists, count },
        c.req.raw.signal,
      )
      return answer(c, toAnswer(network, read))
    })
    .openapi(readChanges, async (c) => {
      const { signal } = c.req.raw
      const asked = c.req.valid('query')
      const spans = {
        earlier: parseSpan('earlier', asked.earlier),
        later: parseSpan('later', asked.later),
      }
      assertInOrder(spans.earlier, spans.later)
      const { search, warnings, reading } = await readSearch(
        c.req.url,
        asked,
        { search: store, graph: names },
        signal,
      )
      const two = await readTwoNetworks(store, { search, lists: asked.lists }, spans, signal)
      const changesOf = asked.of === 'ties' ? changedTies : changedEntities
      const changes = changesOf(two, asked.count)
      const page = pageOfChanges(changes, asked, { search, spans, version: two.later.version })
      const items = await Promise.all(
        page.items.map(async (changed) => {
          if (!('a' in changed)) return changed
          const evidence = await firstSentence(
            store,
            changed,
            { search, lists: asked.lists },
            spans,
            signal,
          )
          return { ...changed, evidence }
        }),
      )
      return answer(c, {
        ...page,
        items,
        totals: totalsOf(changes),
        articles: { earlier: two.earlier.total.value, later: two.later.total.value },
        stories: storiesOf(two),
        warnings: [...warnings, ...(two.isCut ? [FREQUENT_ONLY] : [])],
        ...reading,
      })
    })
    .openapi(tiesAmong, async (c) => {
      const read = await readSearch(
        c.req.url,
        c.req.valid('query'),
        { search: store, graph: names },
        c.req.raw.signal,
      )
      const { value: now, warnings } = await resolveIds(
        c.req.valid('json').ids,
        names,
        c.req.raw.signal,
      )
      const among = [...new Set([...now.values()].flat())].slice(0, MAX_NETWORK)
      const { lists } = c.req.valid('query')
      const query = { search: read.search, rank: 'frequent', size: among.length, among } as const
      const network = await store.network({ ...query, lists }, c.req.raw.signal)
      return answer(c, toAnswer(network, read, [...warnings, ...unnamed(among, network)]))
    })
}

const FREQUENT_ONLY: Warning = {
  code: 'frequent-only',
  message: `Only names among the ${MAX_NETWORK / 2} most frequent of either period were compared.`,
}

const storiesOf = ({ earlier, later }: TwoNetworks) => ({
  earlier: earlier.total.stories!.value,
  later: later.total.stories!.value,
})

function totalsOf(changes: { change: Change }[]): Record<Change, number> {
  const totals = { new: 0, stronger: 0, weaker: 0, gone: 0 }
  for (const { change } of changes) totals[change]++
  return totals
}

function toAnswer(network: CoreNetwork, { warnings, reading }: ReadSearch, more: Warning[] = []) {
  return { ...network, warnings: [...warnings, ...more], ...reading }
}

function unnamed(asked: string[], { entities }: CoreNetwork): Warning[] {
  const named = new Set(entities.map(({ id }) => id))
  const missing = asked.filter((id) => !named.has(id))
  if (missing.length === 0) return []
  const shown = missing.slice(0, 5).join(', ') + (missing.length > 5 ? ' and others' : '')
  return [{ code: 'not-named', message: `No sentence of these articles names ${shown}.` }]
}

function refuseBody(c: Context): Response {
  return problem(c, {
    status: 413,
    detail: `the body may have at most ${MAX_BODY / 1024} KB, and ${MAX_NETWORK} ids`,
  })
}
