import { createRoute, z } from '@hono/zod-openapi'
import type { MiddlewareHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { dossierCsl, dossierHtml, dossierMarkdown } from '#core/export/dossier.ts'
import type { GraphStore } from '#core/graph.ts'
import type { Notebook } from '#core/notebook.ts'
import type { SearchStore } from '#core/search.ts'
import { readDossier } from '../views/dossier.ts'
import { sendConditional } from '../http/conditional.ts'
import { answer, json, notFound, router } from '../openapi.ts'
import { oneOf, parameters } from '../parameters.ts'
import { Collection, CollectionInput, Collections, Deleted } from '../schemas/notebook.ts'
import { jsonOnly } from '../http/security.ts'
import { Key, failures, limited, opened, written } from './notebook.ts'

const id = parameters({ id: Key })
const none = parameters({})

const listCollections = createRoute({
  method: 'get',
  path: '/collections',
  tags: ['notebook'],
  operationId: 'listCollections',
  summary: 'All collections, the latest changed first',
  description:
    'What people have put together in this archive: every collection with all that it holds.',
  request: { query: none },
  responses: { 200: json(Collections, 'The collections'), ...failures },
})

const readCollection = createRoute({
  method: 'get',
  path: '/collections/{id}',
  tags: ['notebook'],
  operationId: 'readCollection',
  summary: 'A collection: articles, sentences, names, ties and searches with notes',
  description: 'At most 2,000 items. Each has the version of the archive in which it was kept.',
  request: { params: id, query: none },
  responses: { 200: json(Collection, 'The collection'), ...notFound, ...failures },
})

const putCollection = createRoute({
  method: 'put',
  path: '/collections/{id}',
  tags: ['notebook'],
  operationId: 'putCollection',
  summary: 'Create a collection, or replace what it holds',
  description:
    'The id in the path is chosen by whoever keeps it. At most 2,000 items, notes of at most 10,000 characters.',
  request: {
    params: id,
    query: none,
    body: { required: true, content: { 'application/json': { schema: CollectionInput } } },
  },
  responses: { 200: json(Collection, 'The collection as it is now'), ...failures, ...written },
})

const deleteCollection = createRoute({
  method: 'delete',
  path: '/collections/{id}',
  tags: ['notebook'],
  operationId: 'deleteCollection',
  summary: 'Delete a collection',
  description: 'What it held stays in the archive.',
  request: { params: id, query: none },
  responses: { 200: json(Deleted, 'It is gone'), ...notFound, ...failures },
})

const FORMATS = {
  html: { write: dossierHtml, type: 'text/html; charset=utf-8', ending: 'html' },
  markdown: { write: dossierMarkdown, type: 'text/markdown; charset=utf-8', ending: 'md' },
  csl: { write: dossierCsl, type: 'application/vnd.citationstyles.csl+json', ending: 'json' },
}

const exportDossier = createRoute({
  method: 'get',
  path: '/collections/{id}/dossier',
  tags: ['notebook'],
  operationId: 'exportDossier',
  summary: 'A collection as a dossier with numbered citations, or its citations alone',
  description:
    'Every item with its text and where it comes from; sentences are quoted as the archive has them now.',
  request: {
    params: id,
    query: parameters({
      format: oneOf(['html', 'markdown', 'csl']).default('html').openapi({
        description:
          'A page to read or print, text with marks, or citations for reference managers',
        example: 'markdown',
      }),
    }),
  },
  responses: {
    200: {
      description: 'A file in the format that was asked for',
      content: {
        'application/vnd.citationstyles.csl+json': { schema: z.array(z.looseObject({})) },
        'text/html': { schema: z.string() },
        'text/markdown': { schema: z.string() },
      },
    },
    ...notFound,
    ...failures,
  },
})

const missing = (key: string) =>
  new HTTPException(404, { message: `there is no collection ${key}` })

/** Collections; `notebook` is null if the server has no archive. */
export function collections(
  notebook: Notebook | null,
  stores: { search: SearchStore; graph: GraphStore },
  mayWrite: MiddlewareHandler,
) {
  const app = router()
  app.put('/collections/:id', mayWrite, jsonOnly, limited)
  app.delete('/collections/:id', mayWrite)
  const book = () => opened(notebook)
  return app
    .openapi(listCollections, async (c) => answer(c, { items: await book().collections() }))
    .openapi(readCollection, async (c) => {
      const { id: key } = c.req.valid('param')
      const found = await book().collection(key)
      if (!found) throw missing(key)
      return answer(c, found)
    })
    .openapi(putCollection, async (c) => {
      return c.json(await book().putCollection(c.req.valid('param').id, c.req.valid('json')), 200)
    })
    .openapi(deleteCollection, async (c) => {
      const { id: key } = c.req.valid('param')
      if (!(await book().deleteCollection(key))) throw missing(key)
      return c.json({ deleted: true }, 200)
    })
    .openapi(exportDossier, async (c) => {
      const { id: key } = c.req.valid('param')
      const found = await book().collection(key)
      if (!found) throw missing(key)
      const { write, type, ending } = FORMATS[c.req.valid('query').format]
      const dossier = await readDossier(found, stores, c.req.raw.signal)
      c.header('Content-Disposition', `attachment; filename="${key}.${ending}"`)
      return sendConditional(c, write(dossier), type)
    })
}
