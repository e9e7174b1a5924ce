import { type RouteConfig, createRoute, type z } from '@hono/zod-openapi'
import { HTTPException } from 'hono/http-exception'
import { ENTITY_KINDS } from '#core/article.ts'
import {
  readArticles,
  readEntities,
  readEvidence,
  readMentions,
  readNeighbours,
  readTies,
} from '#core/export/sources.ts'
import type { Table } from '#core/export/table.ts'
import { ARTICLES } from '#core/export/tables/articles.ts'
import { ENTITIES } from '#core/export/tables/entities.ts'
import { EVIDENCE } from '#core/export/tables/evidence.ts'
import { MENTIONS } from '#core/export/tables/mentions.ts'
import { NEIGHBOURS, TIES } from '#core/export/tables/ties.ts'
import { type GraphStore, TIE_SORTS } from '#core/graph.ts'
import { MAX_NETWORK, NETWORK_RANKS } from '#core/graph/network.ts'
import { type SearchStore, isEverything } from '#core/search.ts'
import { composed } from '#core/text.ts'
import type { Exporter } from '../exports/exporter.ts'
import { FILE_ROUTE, GRAPHS, TABLES } from '../exports/file-request.ts'
import { shapeParameters } from '../exports/parameters.ts'
import { graphFiles, graphXml, tableFiles } from '../exports/schemas.ts'
import { movedOn, notFound, problemAnswer, problems, router } from '../openapi.ts'
import { Id, integer, oneOf, parameters, someOf, text } from '../parameters.ts'
import { leadOn } from '../http/redirects.ts'
import { readSearch, searchParameters } from '../search-parameters.ts'

const Kinds = someOf(ENTITY_KINDS).optional()
const MinArticles = integer({ min: 1, max: 1_000_000, fallback: 1 })
const Newest = oneOf(['newest']).default('newest').openapi({
  description: 'A file holds everything: its order is that of the dates',
  example: 'newest',
})
const ByDate = oneOf(['newest', 'oldest']).default('newest').openapi({ example: 'oldest' })
const errors = {
  ...problems,
  410: problemAnswer('The archive has changed since the file was begun: begin again'),
}

interface FileRoute<Row> {
  path: string
  operationId: string
  summary: string
  table: Table<Row>
}

/** A file route of a table; `ids` are the ids in its path. */
function tableRoute<Row, I extends Record<string, z.ZodType>, Q extends Record<string, z.ZodType>>(
  { path, operationId, summary, table }: FileRoute<Row>,
  ids: I,
  query: Q,
  more: RouteConfig['responses'] = {},
) {
  return createRoute({
    method: 'get',
    path: `${path}${FILE_ROUTE}`,
    tags: ['files'],
    operationId,
    summary,
    request: {
      params: parameters({ ...ids, format: oneOf(TABLES).openapi({ example: 'csv' }) }),
      query: parameters({ ...query, ...shapeParameters(table) }),
    },
    responses: { 200: tableFiles(table), ...more, ...errors },
  })
}

const articleFile = tableRoute(
  {
    path: '/articles',
    operationId: 'articleFile',
    summary: 'All articles of a search',
    table: ARTICLES,
  },
  {},
  { ...searchParameters, sort: Newest },
)

const mentionFile = tableRoute(
  {
    path: '/mentions',
    operationId: 'mentionFile',
    summary: 'Every place where a name stands in the articles of a search',
    table: MENTIONS,
  },
  {},
  { ...searchParameters, sort: Newest },
)

const entityFile = tableRoute(
  {
    path: '/entities',
    operationId: 'entityFile',
    summary: 'All entities, in the order of their ids; those of a name most articles first',
    table: ENTITIES,
  },
  {},
  {
    q: text(200)
      .optional()
      .openapi({ description: 'Beginnings of words of some name', example: 'leyla mam' }),
    kind: Kinds,
  },
)

const neighbourFile = tableRoute(
  {
    path: '/entities/{id}/ties',
    operationId: 'neighbourFile',
    summary: 'Everyone whom an entity is named with',
    table: NEIGHBOURS,
  },
  { id: Id },
  {
    ...searchParameters,
    sort: oneOf(TIE_SORTS).default('strength').openapi({ example: 'surprise' }),
    kind: Kinds,
    min: MinArticles.openapi({ description: 'Only ties of at least so many articles' }),
  },
  { ...movedOn, ...notFound },
)

const entitySentences = tableRoute(
  {
    path: '/entities/{id}/mentions',
    operationId: 'entitySentences',
    summary: 'All sentences that name an entity, in the articles of a search',
    table: EVIDENCE,
  },
  { id: Id },
  {
    ...searchParameters,
    sort: ByDate,
    written: text(2000).transform(composed).optional().openapi({ example: 'Mammadova' }),
  },
  { ...movedOn, ...notFound },
)

const tieSentences = tableRoute(
  {
    path: '/ties/{a}/{b}/evidence',
    operationId: 'tieSentences',
    summary: 'All sentences that name both, in the articles of a search',
    table: EVIDENCE,
  },
  { a: Id.openapi({ example: 'country-az' }), b: Id },
  { ...searchParameters, sort: ByDate },
  notFound,
)

const tieFilter = {
  kind: Kinds.openapi({ description: 'Only ties of two entities of these kinds' }),
  min: MinArticles.openapi({ description: 'Only ties of at least so many articles' }),
}
const tableFile = tableFiles(TIES)

const tieFile = createRoute({
  method: 'get',
  path: `/ties${FILE_ROUTE}`,
  tags: ['files', 'ties'],
  operationId: 'tieFile',
  summary: 'All ties of the archive; with .graphml or .gexf the whole graph',
  request: {
    params: parameters({
      format: oneOf([...TABLES, 'graphml', 'gexf']).openapi({ example: 'csv' }),
    }),
    query: parameters({ ...tieFilter, ...shapeParameters(TIES) }),
  },
  responses: {
    200: {
      ...tableFile,
      content: { ...tableFile.content, ...graphXml('All entities and all ties') },
    },
    ...errors,
  },
})

const networkFile = createRoute({
  method: 'get',
  path: `/graph${FILE_ROUTE}`,
  tags: ['files', 'graph'],
  operationId: 'networkFile',
  summary: 'The network of a search for Gephi, NetworkX, igraph or graphology',
  request: {
    params: parameters({ format: oneOf(GRAPHS).openapi({ example: 'graphml' }) }),
    query: parameters({
      ...searchParameters,
      rank: oneOf(NETWORK_RANKS).default('telling').openapi({ example: 'frequent' }),
      size: integer({ min: 0, max: MAX_NETWORK, fallback: 60 }).openapi({
        description: 'Names at most',
      }),
    }),
  },
  responses: { 200: graphFiles('Names and ties'), ...errors },
})

/** Everything that matches in one reply; clients use these routes as collections with an extension. */
export function files(search: SearchStore, graph: GraphStore, exporter: Exporter) {
  const stores = { search, graph }
  // Not chained: the combined types overwhelm the compiler, and no typed client uses files.
  const routes = router()
  routes.openapi(articleFile, async (c) => {
    const values = c.req.valid('query')
    const asked = await readSearch(c.req.url, values, stores, c.req.raw.signal)
    const read = readArticles(asked.search, values.fold === 'stories')
    const { format } = c.req.valid('param')
    return exporter.table(c, { table: ARTICLES, read, format, values, warnings: asked.warnings })
  })
  routes.openapi(mentionFile, async (c) => {
    const values = c.req.valid('query')
    const asked = await readSearch(c.req.url, values, stores, c.req.raw.signal)
    const read = readMentions(asked.search)
    const { format } = c.req.valid('param')
    return exporter.table(c, { table: MENTIONS, read, format, values, warnings: asked.warnings })
  })
  routes.openapi(entityFile, async (c) => {
    const { q, kind: kinds, ...values } = c.req.valid('query')
    const { format } = c.req.valid('param')
    return exporter.table(c, {
      table: ENTITIES,
      read: readEntities({ q, kinds }),
      format,
      values,
    })
  })
  routes.openapi(neighbourFile, async (c) => {
    const { id, format } = c.req.valid('param')
    const { kind: kinds, min: minArticles, sort, ...values } = c.req.valid('query')
    const { signal } = c.req.raw
    const asked = await readSearch(c.req.url, values, stores, signal)
    if (!(await graph.entity(id, signal))) await leadOn(c, graph, id)
    const within = isEverything(asked.search) ? null : asked.search
    const read = readNeighbours(id, { sort, kinds, minArticles }, within)
    const { warnings } = asked
    return exporter.table(c, { table: NEIGHBOURS, read, format, values, warnings })
  })
  routes.openapi(entitySentences, async (c) => {
    const { id, format } = c.req.valid('param')
    const { written, sort, ...values } = c.req.valid('query')
    const { signal } = c.req.raw
    const { search: within, warnings } = await readSearch(c.req.url, values, stores, signal)
    if (!(await graph.entity(id, signal))) await leadOn(c, graph, id)
    const read = readEvidence({ entities: [id], written, search: within, sort })
    return exporter.table(c, { table: EVIDENCE, read, format, values, warnings })
  })
  routes.openapi(tieSentences, async (c) => {
    const { a, b, format } = c.req.valid('param')
    const { sort, ...values } = c.req.valid('query')
    const { signal } = c.req.raw
    const { search: within, warnings } = await readSearch(c.req.url, values, stores, signal)
    const known = await Promise.all([graph.entity(a, signal), graph.entity(b, signal)])
    if (known.includes(null)) {
      throw new HTTPException(404, { message: `no sentence names ${a}, or none ${b}` })
    }
    const read = readEvidence({ entities: [a, b], search: within, sort })
    return exporter.table(c, { table: EVIDENCE, read, format, values, warnings })
  })
  routes.openapi(tieFile, async (c) => {
    const { format } = c.req.valid('param')
    const { kind: kinds, min: minArticles, ...values } = c.req.valid('query')
    const filter = { kinds, minArticles }
    if (format === 'graphml' || format === 'gexf') return exporter.wholeGraph(c, filter, format)
    return exporter.table(c, { table: TIES, read: readTies(filter), format, values })
  })
  routes.openapi(networkFile, async (c) => {
    const values = c.req.valid('query')
    const { signal } = c.req.raw
    const asked = await readSearch(c.req.url, values, stores, signal)
    const { rank, size } = values
    const network = await search.network({ search: asked.search, rank, size }, signal)
    return exporter.network(c, network, c.req.valid('param').format, asked.warnings)
  })
  return routes
}
