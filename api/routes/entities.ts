import { createRoute } from '@hono/zod-openapi'
import { ENTITY_KINDS } from '#core/article.ts'
import type { GraphStore, TiePage as CoreTiePage, TiesQuery } from '#core/graph.ts'
import { type SearchStore, isEverything } from '#core/search.ts'
import { type ReadSearch, readSearch, searchParameters } from '../search-parameters.ts'
import { emptyPage } from '../views/empty-page.ts'
import { mentionParameters, readEvidence } from '../views/evidence.ts'
import { answer, json, movedOn, notFound, problems, router } from '../openapi.ts'
import { Cursor, Id, Size, parameters, text } from '../parameters.ts'
import { quoteParameters, readQuotes } from '../views/quotes.ts'
import { leadOn } from '../http/redirects.ts'
import { Entity, EntityPage } from '../schemas/entity.ts'
import { EvidencePage } from '../schemas/evidence.ts'
import { QuotePage } from '../schemas/quote.ts'
import { TiePage } from '../schemas/tie.ts'
import { Exclude, Kinds, Lists, MinArticles, TieSort } from '../tie-parameters.ts'

const params = parameters({ id: Id })

const listEntities = createRoute({
  method: 'get',
  path: '/',
  tags: ['entities'],
  operationId: 'listEntities',
  summary: 'Entities, those in most articles first',
  description: 'Without `q` all of them; with it those of which some name has words that begin so.',
  request: {
    query: parameters({
      q: text(200).optional().openapi({
        description: 'Beginnings of words of some name',
        example: 'leyla mam',
      }),
      kind: Kinds,
      size: Size,
      cursor: Cursor,
    }),
  },
  responses: { 200: json(EntityPage, 'One page of entities'), ...problems },
})

const readEntity = createRoute({
  method: 'get',
  path: '/{id}',
  tags: ['entities'],
  operationId: 'readEntity',
  summary: 'An entity: its names, counts and roles',
  description:
    'Every written form with its count, the first and the last article, and functions with the sentence that states each. An id that became another leads on.',
  request: { params, query: parameters({}) },
  responses: { 200: json(Entity, 'The entity'), ...movedOn, ...notFound, ...problems },
})

const listTies = createRoute({
  method: 'get',
  path: '/{id}/ties',
  tags: ['entities', 'ties'],
  operationId: 'listTies',
  summary: 'Whom an entity is named with, strongest first',
  description:
    'Counts are those of the articles of the search; without one, of the whole archive. `totals` counts every kind whatever `kind` says.',
  request: {
    params,
    query: parameters({
      ...searchParameters,
      sort: TieSort,
      kind: Kinds.openapi({ description: 'Only ties to entities of these kinds' }),
      min: MinArticles,
      exclude: Exclude,
      lists: Lists,
      size: Size,
      cursor: Cursor,
    }),
  },
  responses: { 200: json(TiePage, 'One page of ties'), ...movedOn, ...notFound, ...problems },
})

const listMentions = createRoute({
  method: 'get',
  path: '/{id}/mentions',
  tags: ['entities'],
  operationId: 'listMentions',
  summary: 'The sentences that name an entity',
  description:
    'The evidence under the counts of the entity: its sentences under the same filters are as many.',
  request: { params, query: mentionParameters },
  responses: {
    200: json(EvidencePage, 'One page of sentences'),
    ...movedOn,
    ...notFound,
    ...problems,
  },
})

const listQuotes = createRoute({
  method: 'get',
  path: '/{id}/quotes',
  tags: ['entities'],
  operationId: 'listQuotes',
  summary: 'What an entity is reported to have said',
  description:
    'Direct and indirect speech with who speaks as it is written, the words that say so, and how sure the reading is.',
  request: { params, query: quoteParameters },
  responses: {
    200: json(QuotePage, 'One page of quotations'),
    ...movedOn,
    ...notFound,
    ...problems,
  },
})

export function entities(graph: GraphStore, search: SearchStore) {
  async function withinSearch(
    entity: string,
    query: TiesQuery & { lists: boolean },
    { search: asked, warnings }: ReadSearch,
    signal: AbortSignal,
  ): Promise<CoreTiePage | null> {
    const page = await search.ties({ ...query, entity, search: asked }, signal)
    const told = { ...page, warnings: [...warnings, ...page.warnings] }
    const isEmpty = ENTITY_KINDS.every((kind) => page.totals[kind] === 0)
    return isEmpty ? emptyPage(told, graph.entity(entity, signal)) : told
  }

  return router()
    .openapi(listEntities, async (c) => {
      const { kind: kinds, ...query } = c.req.valid('query')
      return answer(c, await graph.entities({ ...query, kinds }, c.req.raw.signal))
    })
    .openapi(readEntity, async (c) => {
      const { id } = c.req.valid('param')
      return answer(c, (await graph.entity(id, c.req.raw.signal)) ?? (await leadOn(c, graph, id)))
    })
    .openapi(listTies, async (c) => {
      const { id } = c.req.valid('param')
      const asked = c.req.valid('query')
      const { kind: kinds, min: minArticles, sort, exclude, lists, size, cursor } = asked
      const query = { sort, kinds, minArticles, exclude, size, cursor }
      const { signal } = c.req.raw
      const read = await readSearch(c.req.url, asked, { search, graph }, signal)
      // The graph holds ties without lists.
      const ties =
        isEverything(read.search) && !lists
          ? await graph.ties(id, query, signal)
          : await withinSearch(id, { ...query, lists }, read, signal)
      return answer(c, ties ?? (await leadOn(c, graph, id)))
    })
    .openapi(listMentions, async (c) => {
      const { id } = c.req.valid('param')
      const page = await readEvidence([id], c, c.req.valid('query'), { search, graph })
      if (page.total.value > 0) return answer(c, page)
      // Empty because of the filters, or because there is no such entity: only the graph knows.
      const known = await emptyPage(page, graph.entity(id, c.req.raw.signal))
      return answer(c, known ?? (await leadOn(c, graph, id)))
    })
    .openapi(listQuotes, async (c) => {
      const { id } = c.req.valid('param')
      const page = await readQuotes(id, c, c.req.valid('query'), { search, graph })
      if (page.total.value > 0) return answer(c, page)
      const known = await emptyPage(page, graph.entity(id, c.req.raw.signal))
      return answer(c, known ?? (await leadOn(c, graph, id)))
    })
}
