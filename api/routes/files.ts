import { type RouteConfig, createRoute, type z } from '@hono/zod-openapi'
import { HTTPException } from 'hono/http-exception'
import type { Table } from '#core/export/table.ts'
import { ARTICLES } from '#core/export/tables/articles.ts'
import { ENTITIES } from '#core/export/tables/entities.ts'
import { EVIDENCE } from '#core/export/tables/evidence.ts'
import { MENTIONS } from '#core/export/tables/mentions.ts'
import { QUOTES } from '#core/export/tables/quotes.ts'
import { NEIGHBOURS, TIES } from '#core/export/tables/ties.ts'
import type { GraphStore } from '#core/graph.ts'
import type { SearchStore } from '#core/search.ts'
import type { Rows } from '#core/export/rows.ts'
import type { Exporter } from '../exports/exporter.ts'
import { MAX_EXPORTS } from '../exports/slots.ts'
import { FILES_BESIDE_PAGES, FILE_ROUTE, GRAPHS, TABLES } from '../exports/file-request.ts'
import { Written } from '../views/evidence.ts'
import { quoteFilters, toQuotesQuery } from '../views/quotes.ts'
import { shapeParameters } from '../exports/parameters.ts'
import { graphFiles, graphXml, tableFiles } from '../exports/schemas.ts'
import { movedOn, problemAnswer, problems, router } from '../openapi.ts'
import { Id, OneId, OtherId, oneOf, parameters, text } from '../parameters.ts'
import { leadOn } from '../http/redirects.ts'
import { readSearch, searchParameters } from '../search-parameters.ts'
import {
  Exclude,
  Kinds,
  Lists,
  MinArticles,
  NetworkSize,
  Rank,
  TieSort,
} from '../tie-parameters.ts'

const Newest = oneOf(['newest']).default('newest').openapi({
  description: 'A file holds everything: its order is that of the dates',
  example: 'newest',
})
const ByDate = oneOf(['newest', 'oldest'])
  .default('newest')
  .openapi({ description: 'The order of the rows', example: 'oldest' })
const errors = {
  ...problems,
  404: problemAnswer('There is no such format'),
  410: problemAnswer('The archive has changed since the file was begun: begin again'),
}

const noSuchId = { 404: problemAnswer('Nothing has this id, or there is no such format') }

const OF_FILES =
  `A file is one state of the archive from its first row to its last; one that cannot be ends in a broken connection. ` +
  `At most ${MAX_EXPORTS} are written at once, and the next is answered 503.`

interface FileRoute<Row> {
  path: string
  operationId: string
  summary: string
  description: string
  table: Table<Row>
  /** False for a collection that comes as files alone. */
  hasPages: boolean
}

const ENDING = 'The ending of the path'

const Format = (hasPages: boolean) =>
  oneOf(hasPages ? FILES_BESIDE_PAGES : TABLES).openapi({ description: ENDING, example: 'csv' })

/** A file route of a table; `ids` are the ids in its path. */
function tableRoute<Row, I extends Record<string, z.ZodType>, Q extends Record<string, z.ZodType>>(
  { path, operationId, summary, description, table, hasPages }: FileRoute<Row>,
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
    description: `${description} ${OF_FILES}`,
    request: {
      params: parameters({ ...ids, format: Format(hasPages) }),
      query: parameters({ ...query, ...shapeParameters(table) }),
    },
    responses: { 200: tableFiles(table, hasPages), ...errors, ...more },
  })
}

const articleFile = tableRoute(
  {
    path: '/articles',
    operationId: 'articleFile',
    summary: 'All articles of a search',
    description:
      'Columns of a search result; `select` adds `body`, `names`, `day`, `month` and `year`.',
    table: ARTICLES,
    hasPages: true,
  },
  {},
  { ...searchParameters, sort: Newest },
)

const mentionFile = tableRoute(
  {
    path: '/mentions',
    operationId: 'mentionFile',
    summary: 'Every place where a name stands in the articles of a search',
    description: 'Offsets, surface, kind, and whom each means.',
    table: MENTIONS,
    hasPages: false,
  },
  {},
  { ...searchParameters, sort: Newest },
)

const entityFile = tableRoute(
  {
    path: '/entities',
    operationId: 'entityFile',
    summary: 'All entities, in the order of their ids; those of a name most articles first',
    description: 'Every written form and function stands in a column of lists.',
    table: ENTITIES,
    hasPages: true,
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
    description: 'The whole list of which `/entities/{id}/ties` shows pages.',
    table: NEIGHBOURS,
    hasPages: true,
  },
  { id: Id },
  {
    ...searchParameters,
    sort: TieSort,
    kind: Kinds,
    min: MinArticles,
    exclude: Exclude,
    lists: Lists,
  },
  { ...movedOn, ...noSuchId },
)

const entitySentences = tableRoute(
  {
    path: '/entities/{id}/mentions',
    operationId: 'entitySentences',
    summary: 'All sentences that name an entity, in the articles of a search',
    description: 'The whole list of which `/entities/{id}/mentions` shows pages.',
    table: EVIDENCE,
    hasPages: true,
  },
  { id: Id },
  {
    ...searchParameters,
    sort: ByDate,
    written: Written,
  },
  { ...movedOn, ...noSuchId },
)

const quoteFile = tableRoute(
  {
    path: '/quotes',
    operationId: 'quoteFile',
    summary: 'Every quotation in the articles of a search',
    description:
      'Also those whose speaker the archive does not know, who is then given as written.',
    table: QUOTES,
    hasPages: false,
  },
  {},
  { ...searchParameters, sort: Newest },
)

const entityQuotes = tableRoute(
  {
    path: '/entities/{id}/quotes',
    operationId: 'entityQuotes',
    summary: 'All that an entity is reported to have said',
    description: 'The whole list of which `/entities/{id}/quotes` shows pages.',
    table: QUOTES,
    hasPages: true,
  },
  { id: Id },
  quoteFilters,
  { ...movedOn, ...noSuchId },
)

const tieSentences = tableRoute(
  {
    path: '/ties/{a}/{b}/evidence',
    operationId: 'tieSentences',
    summary: 'All sentences that name both, in the articles of a search',
    description: 'The whole list of which `/ties/{a}/{b}/evidence` shows pages.',
    table: EVIDENCE,
    hasPages: true,
  },
  { a: OneId, b: OtherId },
  { ...searchParameters, sort: ByDate, lists: Lists },
  noSuchId,
)

const tieFilter = {
  kind: Kinds.openapi({ description: 'Only ties of two entities of these kinds' }),
  min: MinArticles,
}
const tableFile = tableFiles(TIES, false)

const tieFile = createRoute({
  method: 'get',
  path: `/ties${FILE_ROUTE}`,
  tags: ['files', 'ties'],
  operationId: 'tieFile',
  summary: 'All ties of the archive; with .graphml or .gexf the whole graph',
  description: `Each pair once, the smaller id first. The graph has all entities as nodes. ${OF_FILES}`,
  request: {
    params: parameters({
      format: oneOf([...TABLES, 'graphml', 'gexf']).openapi({
        description: ENDING,
        example: 'csv',
      }),
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
  description: `At most 300 names; weights are sentences of the matching articles. ${OF_FILES}`,
  request: {
    params: parameters({
      format: oneOf(GRAPHS).openapi({ description: ENDING, example: 'graphml' }),
    }),
    query: parameters({
      ...searchParameters,
      rank: Rank,
      size: NetworkSize,
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
    const { warnings } = asked
    const rows: Rows = { of: 'articles', query: [asked.search, values.fold === 'stories'] }
    return exporter.table(c, { rows, ...c.req.valid('param'), values, warnings })
  })
  routes.openapi(mentionFile, async (c) => {
    const values = c.req.valid('query')
    const asked = await readSearch(c.req.url, values, stores, c.req.raw.signal)
    const { warnings } = asked
    const rows: Rows = { of: 'mentions', query: [asked.search] }
    return exporter.table(c, { rows, ...c.req.valid('param'), values, warnings })
  })
  routes.openapi(entityFile, async (c) => {
    const { q, kind: kinds, ...values } = c.req.valid('query')
    const rows: Rows = { of: 'entities', query: [{ q, kinds }] }
    return exporter.table(c, { rows, ...c.req.valid('param'), values })
  })
  routes.openapi(neighbourFile, async (c) => {
    const { id, format } = c.req.valid('param')
    const { kind: kinds, min: minArticles, sort, exclude, lists, ...values } = c.req.valid('query')
    const { signal } = c.req.raw
    const asked = await readSearch(c.req.url, values, stores, signal)
    if (!(await graph.entity(id, signal))) await leadOn(c, graph, id)
    const { search: within, warnings } = asked
    const filter = { sort, kinds, minArticles, exclude, lists }
    const rows: Rows = { of: 'neighbours', query: [id, filter, within] }
    return exporter.table(c, { rows, format, values, warnings })
  })
  routes.openapi(entitySentences, async (c) => {
    const { id, format } = c.req.valid('param')
    const { written, sort, ...values } = c.req.valid('query')
    const { signal } = c.req.raw
    const { search: within, warnings } = await readSearch(c.req.url, values, stores, signal)
    if (!(await graph.entity(id, signal))) await leadOn(c, graph, id)
    const query = { entities: [id] as [string], written, search: within, sort }
    return exporter.table(c, { rows: { of: 'evidence', query: [query] }, format, values, warnings })
  })
  routes.openapi(quoteFile, async (c) => {
    const values = c.req.valid('query')
    const asked = await readSearch(c.req.url, values, stores, c.req.raw.signal)
    const { warnings } = asked
    const rows: Rows = { of: 'quotes', query: [asked.search] }
    return exporter.table(c, { rows, ...c.req.valid('param'), values, warnings })
  })
  routes.openapi(entityQuotes, async (c) => {
    const { id, format } = c.req.valid('param')
    const values = c.req.valid('query')
    const { query, warnings } = await toQuotesQuery(id, c, values, graph)
    if (!(await graph.entity(id, c.req.raw.signal))) await leadOn(c, graph, id)
    const rows: Rows = { of: 'quotesOfEntity', query: [query] }
    return exporter.table(c, { rows, format, values, warnings })
  })
  routes.openapi(tieSentences, async (c) => {
    const { a, b, format } = c.req.valid('param')
    const { sort, lists, ...values } = c.req.valid('query')
    const { signal } = c.req.raw
    const { search: within, warnings } = await readSearch(c.req.url, values, stores, signal)
    const known = await Promise.all([graph.entity(a, signal), graph.entity(b, signal)])
    if (known.includes(null)) {
      throw new HTTPException(404, { message: `no sentence names ${a}, or none ${b}` })
    }
    const query = { entities: [a, b] as [string, string], lists, search: within, sort }
    return exporter.table(c, { rows: { of: 'evidence', query: [query] }, format, values, warnings })
  })
  routes.openapi(tieFile, async (c) => {
    const { format } = c.req.valid('param')
    const { kind: kinds, min: minArticles, ...values } = c.req.valid('query')
    const filter = { kinds, minArticles }
    if (format === 'graphml' || format === 'gexf') return exporter.wholeGraph(c, filter, format)
    return exporter.table(c, { rows: { of: 'ties', query: [filter] }, format, values })
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
