import { inspect } from 'node:util'
import type { OpenAPIHono } from '@hono/zod-openapi'
import { type Context, Hono } from 'hono'
import { getPath } from 'hono/utils/url'
import { methodNotAllowed } from 'hono/method-not-allowed'
import { withoutControls } from '#core/text/control-characters.ts'
import { StoreError, UserError } from '#core/errors.ts'
import type { ArticleIntake } from '#core/article-intake.ts'
import type { Stores } from '#stores/stores.ts'
import { type AccessOptions, authenticate, mayWrite } from './http/access.ts'
import { admission } from './http/admission.ts'
import { sendConditional } from './http/conditional.ts'
import { crossOrigin } from './http/cors.ts'
import { errorHandler, notFoundHandler, problem } from './http/errors.ts'
import { openApiDocument } from './openapi-document.ts'
import { router } from './openapi.ts'
import { createExporter } from './exports/exporter.ts'
import { routeOf, varyByAccept } from './exports/file-request.ts'
import { addArticle } from './routes/add-article.ts'
import { analysis as analyses } from './routes/analysis.ts'
import { answers } from './routes/answers.ts'
import { articles } from './routes/articles.ts'
import { cities } from './routes/cities.ts'
import { collections } from './routes/collections.ts'
import { decisions } from './routes/decisions.ts'
import { entities } from './routes/entities.ts'
import { files } from './routes/files.ts'
import { firsts } from './routes/firsts.ts'
import { graph as networks } from './routes/graph.ts'
import { explanations } from './routes/explain.ts'
import { health } from './routes/health.ts'
import { matching } from './routes/match.ts'
import { paths } from './routes/paths.ts'
import { saved } from './routes/saved.ts'
import { status } from './routes/status.ts'
import { stories } from './routes/stories.ts'
import { suggest } from './routes/suggest.ts'
import { ties } from './routes/ties.ts'
import { LOOPBACK_HOSTS, keepsOpener, noBody, noStore, ownHost } from './http/security.ts'
import { pageHeaders, sameSite } from './http/security.ts'
import { webApp } from './http/web-app.ts'

/** Maximum number of concurrent API requests. */
const MAX_AT_ONCE = 64

export interface AppOptions extends Omit<Stores, 'close'>, AccessOptions {
  /** Adds articles; null if the server has no archive. */
  intake?: ArticleIntake | null
  /** Allowed Host names. */
  hosts?: readonly string[] | 'any'
  /** Origins of other sites whose pages may use the API. */
  origins?: readonly string[]
  maxAtOnce?: number
  /** The folder of the built web app. */
  webFolder?: string
  isDraining?: () => boolean
  /** Receives internal errors, whose details clients do not see. */
  report?: (error: Error) => void
}

/** The whole application over two stores: the API, the health probes and the web app's files. */
export function createApp({
  search,
  graph,
  names,
  openFile,
  intake = null,
  desk = null,
  notebook = null,
  analysis = null,
  hosts = LOOPBACK_HOSTS,
  origins = [],
  maxAtOnce = MAX_AT_ONCE,
  webFolder,
  isDraining = () => false,
  report = log,
  ...access
}: AppOptions) {
  const app = router((request) =>
    routeOf(getPath(request), request.headers.get('accept') ?? undefined),
  )
  const exporter = createExporter({ search, graph, ...(openFile && { openFile }) }, report)
  app.onError(errorHandler(report))
  app.notFound(notFoundHandler)
  app.use('/clip', keepsOpener)
  app.use(pageHeaders(), noStore, ownHost(hosts, origins))
  app.use('/api/*', sameSite(origins), crossOrigin(origins), authenticate(access), varyByAccept)
  app.use(methodNotAllowed({ app, onMethodNotAllowed: refuseMethod }))
  // Else the web app, which answers every address, would answer for the paths of the API too.
  app.use('/api/*', methodNotAllowed({ app: apiOf(app), onMethodNotAllowed: refuseMethod }))
  app.use(noBody)
  app.use('/api/*', admission(maxAtOnce))

  // Before /ties/{a}/{b}, which has as many parts. Typed clients take pages.
  app.route('/api/v1', files(search, graph, exporter))
  const routes = app
    .route('/api/v1/articles', articles(search, graph))
    .route('/api/v1/articles', addArticle(intake, mayWrite(access)))
    .route('/api/v1/stories', stories(search))
    .route('/api/v1/entities', entities(graph, search))
    .route('/api/v1/cities', cities(search, graph))
    .route('/api/v1/ties', ties(graph, search))
    .route('/api/v1/graph', networks(search, graph))
    .route('/api/v1/graph', firsts(graph, search))
    .route('/api/v1/graph', analyses(analysis, { search, graph }))
    .route('/api/v1/paths', paths(graph, search))
    .route('/api/v1/answers', answers(search, graph))
    .route('/api/v1/explain', explanations(search, graph))
    .route('/api/v1/suggest', suggest(graph, search))
    .route('/api/v1', matching(search, graph))
    .route('/api/v1/status', status(search))
    .route('/api/v1', decisions(desk, mayWrite(access)))
    .route('/api/v1', collections(notebook, { search, graph }, mayWrite(access)))
    .route('/api/v1', saved(notebook, { search, graph }, mayWrite(access)))
    .route('/', health({ search, graph, names, isDraining }))
  app.openAPIRegistry.registerComponent('securitySchemes', 'key', {
    type: 'http',
    scheme: 'bearer',
    description: 'Where other machines reach the server; writing always needs one',
  })
  const json = JSON.stringify(openApiDocument(app))
  app.get('/api/v1/openapi.json', (c) => sendConditional(c, json, 'application/json'))
  app.route('/', webApp(webFolder))
  return routes
}

/** The application as if it had the routes of the API alone. */
function apiOf(app: OpenAPIHono): Hono {
  const routes = () => app.routes.filter(({ path }) => path.startsWith('/api/'))
  return Object.defineProperty(new Hono(), 'routes', { get: routes })
}

function refuseMethod(c: Context, methods: string[]): Response {
  const allow = methods.join(', ')
  const detail = `only ${methods.join(' and ')} ${methods.length === 1 ? 'is' : 'are'} answered, not ${c.req.method}`
  return problem(c, { status: 405, detail }, { Allow: allow })
}

/** Unreachable stores are logged in one line, bugs with their stack. */
function log(error: Error): void {
  const isOutside = error instanceof StoreError || error instanceof UserError
  const told = isOutside ? `${new Date().toISOString()} ${error.message}` : inspect(error)
  console.error(told.split('\n').map(withoutControls).join('\n'))
}

/** The app's type, for `hc<App>`. */
export type App = ReturnType<typeof createApp>
