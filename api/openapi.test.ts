import type { RouteConfig, z } from '@hono/zod-openapi'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openAnalysisShelf } from '#archive/analysis-shelf.ts'
import { openNotebook } from '#archive/notebook.ts'
import { openDesk } from '#indexer/decisions/open-desk.ts'
import { ExpiredError } from '#core/errors.ts'
import { generateStories } from '#tests/generated-stories.ts'
import { createApp } from './app.ts'
import { withEnding } from './exports/file-request.ts'
import { type RunningServer, startServer } from './server.ts'
import { BOB, DOLES_AND_LEES, LEE, moveNames } from '#tests/moved-names.ts'
import {
  failingStores,
  openAnalysed,
  openSettledStores,
  openStoresOn,
  sendRaw,
  writeArchive,
} from './testing.ts'

interface OpenApiOperation {
  operationId: string
  summary: string
  parameters?: { name: string; in: string; schema: { example?: unknown; type: string } }[]
  responses: Record<string, { description: string }>
}
interface OpenApiDocument {
  openapi: string
  paths: Record<string, { get: OpenApiOperation }>
  components: { schemas: Record<string, object> }
}

const stores = openStoresOn(generateStories(40))
const silent = { report: () => {} }
const folder = mkdtempSync(join(tmpdir(), 'openapi-'))
writeArchive(join(folder, 'names.db'), generateStories(40))
const desk = openDesk({ archive: join(folder, 'names.db'), engines: null })
const notebook = openNotebook(join(folder, 'names.db'))
await notebook.putCollection('the-grid', { title: 'The grid', note: '', items: [] })
await notebook.putSearch('the-grid', { name: 'The grid', note: '', search: 'q=talks' })
const analysis = await openAnalysed(join(folder, 'names.db'))
writeArchive(join(folder, 'unanalysed.db'), [])
const noAnalysis = openAnalysisShelf(join(folder, 'unanalysed.db'))
const app = createApp({ ...stores, desk, notebook, analysis })
const unanalysed = createApp({ ...stores, analysis: noAnalysis })
const withoutArchive = createApp(stores)
const withKey = createApp({ ...stores, key: 'a-key-of-some-length', hosts: 'any' })
const unavailable = createApp({ ...failingStores(), ...silent })
const faulty = createApp({ ...failingStores(new Error('a bug')), ...silent })
const expired = createApp({ ...failingStores(new ExpiredError()), ...silent })
const FORMER_STORY = 'story-900'
const moved = await openSettledStores(DOLES_AND_LEES, async (archive) => {
  await moveNames(archive)
  archive.db.exec('insert into story_redirect select 900, min(story) from article')
})
const withMoved = createApp(moved)
const draining = createApp({ ...stores, isDraining: () => true })

let server: RunningServer
beforeAll(async () => {
  const archive = join(folder, 'archive.db')
  writeArchive(archive, [])
  server = await startServer({
    served: { archives: [archive] },
    host: '127.0.0.1',
    port: 0,
    timeouts: { headersTimeout: 30, connectionsCheckingInterval: 10 },
  })
})
afterAll(async () => {
  const opened = [server, stores, desk, moved, notebook, analysis, noAnalysis]
  await Promise.all(opened.map((each) => each.close()))
  rmSync(folder, { recursive: true })
})

const document = (await (await app.request('/api/v1/openapi.json')).json()) as OpenApiDocument
const routes = app.openAPIRegistry.definitions.flatMap((definition) =>
  definition.type === 'route' ? [definition.route] : [],
)
const gets = routes.filter(({ method }) => method === 'get')

/** The path with existing ids, and with all optional parts of the answer. */
const IDS: Record<string, string> = {
  a: 'country-us',
  b: 'person-omar-quist',
  city: 'place-az-baku',
  format: 'jsonl',
}
const MORE: Record<string, string> = {
  '/api/v1/articles': '?q=talks&facets=source,country&histogram=true',
  '/api/v1/suggest': '?q=q',
  '/api/v1/answers': '?q=talks',
  '/api/v1/collections/{id}/dossier': '?format=csl',
  '/api/v1/saved/{id}/feed': '?format=json',
  '/api/v1/graph/changes': '?earlier=2021&later=2022..2024',
  '/api/v1/graph/firsts': '?since=2022',
  '/api/v1/graph/firsts/feed': '?since=2022&format=json',
}
const toUrl = (path: string, ids: Record<string, string>) =>
  withEnding(path).replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? formatOf(path, name)) +
  (MORE[path] ?? '')
/** Networks are files of other kinds. */
const formatOf = (path: string, name: string) =>
  name === 'format' && path.includes('/graph/') ? 'json' : IDS[name]!
function goodId(path: string): string {
  if (/collections|saved/.test(path)) return 'the-grid'
  if (path.includes('stories')) return 'story-1'
  return path.includes('articles') ? '7-story' : 'country-us'
}
const toGoodUrl = (path: string) => toUrl(path, { id: goodId(path) })

/** How to cause each documented status. */
const CAUSES: Record<string, (path: string) => Response | Promise<Response>> = {
  200: (path) => app.request(toGoodUrl(path)),
  300: (path) => withMoved.request(toUrl(path, { id: LEE })),
  304: (path) => app.request(toGoodUrl(path), { headers: { 'if-none-match': '*' } }),
  308: (path) =>
    withMoved.request(toUrl(path, { id: path.includes('stories') ? FORMER_STORY : BOB })),
  400: (path) =>
    path.startsWith('/api')
      ? app.request(`${toUrl(path, { id: 'nothing' })}${MORE[path] ? '&' : '?'}nonsense=1`)
      : sendRaw(server.url, `GET ${path} HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n`),
  401: (path) => withKey.request(toGoodUrl(path)),
  403: (path) => app.request(toGoodUrl(path), { headers: { origin: 'https://news.example' } }),
  404: (path) => {
    const asked = path.includes('/analysis') ? unanalysed : app
    const ids = { id: 'nothing', a: 'country-us', b: 'nothing', format: 'xlsx' }
    return asked.request(toUrl(path, ids))
  },
  405: (path) => app.request(toGoodUrl(path), { method: 'PATCH' }),
  408: (path) => sendRaw(server.url, `GET ${toGoodUrl(path)} HTTP/1.1\r\nHost: loc`),
  410: (path) => expired.request(toGoodUrl(path)),
  413: (path) => app.request(toGoodUrl(path), { headers: { 'transfer-encoding': 'chunked' } }),
  431: (path) =>
    sendRaw(server.url, `GET ${toGoodUrl(path)} HTTP/1.1\r\nX: ${'x'.repeat(17_000)}\r\n\r\n`),
  500: (path) => faulty.request(toGoodUrl(path)),
  501: (path) => withoutArchive.request(toGoodUrl(path)),
  503: (path) => (path === '/readyz' ? draining : unavailable).request(toGoodUrl(path)),
}

const ANSWERS = gets.flatMap((route) =>
  Object.keys(route.responses).map((status) => ({ path: route.path, status, route })),
)

describe('the OpenAPI document', () => {
  it('describes every route', () => {
    expect(document.openapi).toBe('3.1.0')
    expect(Object.keys(document.paths)).toEqual([
      '/api/v1/articles.{format}',
      '/api/v1/mentions.{format}',
      '/api/v1/entities.{format}',
      '/api/v1/entities/{id}/ties.{format}',
      '/api/v1/entities/{id}/mentions.{format}',
      '/api/v1/quotes.{format}',
      '/api/v1/entities/{id}/quotes.{format}',
      '/api/v1/ties/{a}/{b}/evidence.{format}',
      '/api/v1/ties.{format}',
      '/api/v1/graph.{format}',
      '/api/v1/articles',
      '/api/v1/articles/{id}',
      '/api/v1/articles/{id}/copies',
      '/api/v1/articles/{id}/similar',
      '/api/v1/stories/{id}',
      '/api/v1/entities',
      '/api/v1/entities/{id}',
      '/api/v1/entities/{id}/ties',
      '/api/v1/entities/{id}/mentions',
      '/api/v1/entities/{id}/quotes',
      '/api/v1/cities/{city}/mentions',
      '/api/v1/ties/{a}/{b}',
      '/api/v1/ties/{a}/{b}/evidence',
      '/api/v1/graph',
      '/api/v1/graph/changes',
      '/api/v1/graph/ties',
      '/api/v1/graph/firsts',
      '/api/v1/graph/firsts/feed',
      '/api/v1/graph/standing',
      '/api/v1/graph/analysis',
      '/api/v1/graph/analysis/entities',
      '/api/v1/graph/analysis/entities/{id}',
      '/api/v1/graph/analysis/map',
      '/api/v1/paths/{a}/{b}',
      '/api/v1/answers',
      '/api/v1/explain',
      '/api/v1/suggest',
      '/api/v1/match',
      '/api/v1/screen',
      '/api/v1/status',
      '/api/v1/decisions',
      '/api/v1/candidates',
      '/api/v1/entities/{id}/forms',
      '/api/v1/collections',
      '/api/v1/collections/{id}',
      '/api/v1/collections/{id}/dossier',
      '/api/v1/saved',
      '/api/v1/saved/{id}',
      '/api/v1/saved/{id}/new',
      '/api/v1/saved/{id}/seen',
      '/api/v1/saved/{id}/feed',
      '/livez',
      '/readyz',
    ])
  })

  it('has a name, a summary and examples for everything', () => {
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path))
    const parameters = operations.flatMap(({ parameters = [] }) => parameters)

    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length)
    expect(operations.filter(({ summary }) => !summary)).toEqual([])
    // Cursors are opaque: no example would fit every list and every state of the data.
    const withoutExample = parameters.filter(
      ({ name, schema }) =>
        name !== 'cursor' && schema.example === undefined && schema.type !== 'boolean',
    )
    expect(withoutExample).toEqual([])
  })

  it('describes lists as they are written in an address', () => {
    const { parameters } = document.paths['/api/v1/articles']!.get

    expect(parameters).toContainEqual(
      expect.objectContaining({ name: 'person.all', in: 'query', style: 'form', explode: false }),
    )
  })

  it.each(ANSWERS)('is right about $path and $status', async ({ path, status, route }) => {
    const response = await CAUSES[status]!(path)
    expect(response.status).toBe(Number(status))
    if (status === '304') return expect(await response.text()).toBe('')
    const type = response.headers.get('content-type')!
    const body: unknown = type.endsWith('ndjson') ? await response.text() : await response.json()

    const schema = described(route, status)[type]?.schema
    if (!schema) throw new Error(`${type} is not described`)
    expect(schema.parse(body)).toEqual(body)
  })
})

/** The content of an answer, by media type. */
function described(route: RouteConfig, status: string): Record<string, { schema: z.ZodType }> {
  const response = route.responses[status as never] as {
    content: Record<string, { schema: z.ZodType }>
  }
  return response.content
}
