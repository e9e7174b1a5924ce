import { inspect } from 'node:util'
import type { Context } from 'hono'
import { methodNotAllowed } from 'hono/method-not-allowed'
import { withoutControls } from '#core/control-characters.ts'
import { StoreError, UserError } from '#core/errors.ts'
import type { ArticleIntake } from '#core/article-intake.ts'
import type { Stores } from '#stores/stores.ts'
import { errorHandler, notFoundHandler, problem } from './errors.ts'
import { DOCUMENT, router } from './openapi.ts'
import { addArticle } from './routes/add-article.ts'
import { articles } from './routes/articles.ts'
import { decisions } from './routes/decisions.ts'
import { entities } from './routes/entities.ts'
import { graph as networks } from './routes/graph.ts'
import { explanations } from './routes/explain.ts'
import { health } from './routes/health.ts'
import { paths } from './routes/paths.ts'
import { status } from './routes/status.ts'
import { suggest } from './routes/suggest.ts'
import { ties } from './routes/ties.ts'
import {
  LOOPBACK_HOSTS,
  keepsOpener,
  keyRequired,
  mayWrite,
  noBody,
  noStore,
  ownHost,
} from './security.ts'
import { pageHeaders, sameSite } from './security.ts'
import { webApp } from './web-app.ts'

export interface AppOptions extends Omit<Stores, 'close'> {
  /** Required of every request to /api; without it everyone may read. */
  key?: string | undefined
  /** Required of programs that write. */
  writeKey?: string | undefined
  /** Takes in articles; null where the server has no archive. */
  intake?: ArticleIntake | null
  /** Host names that requests may be sent to. */
  hosts?: readonly string[] | 'any'
  /** The folder of the built web app. */
  webFolder?: string
  isDraining?: () => boolean
  /** Gets the errors that an answer only hints at. */
  report?: (error: Error) => void
}

/** The whole application over two stores: the API, the health probes and the web app's files. */
export function createApp({
  search,
  graph,
  names,
  key,
  writeKey,
  intake = null,
  desk = null,
  hosts = LOOPBACK_HOSTS,
  webFolder,
  isDraining = () => false,
  report = log,
}: AppOptions) {
  const app = router()
  app.onError(errorHandler(report))
  app.notFound(notFoundHandler)
  app.use('/clip', keepsOpener)
  app.use(pageHeaders(), noStore, ownHost(hosts))
  app.use('/api/*', sameSite)
  if (key !== undefined) {
    app.use('/api/*', keyRequired(writeKey === undefined ? [key] : [key, writeKey]))
  }
  app.use(methodNotAllowed({ app, onMethodNotAllowed: refuseMethod }), noBody)

  const routes = app
    .route('/api/v1/articles', articles(search, graph))
    .route('/api/v1/articles', addArticle(intake, mayWrite({ key, writeKey })))
    .route('/api/v1/entities', entities(graph, search))
    .route('/api/v1/ties', ties(graph, search))
    .route('/api/v1/graph', networks(search, graph))
    .route('/api/v1/paths', paths(graph, search))
    .route('/api/v1/explain', explanations(search, graph))
    .route('/api/v1/suggest', suggest(graph))
    .route('/api/v1/status', status(search))
    .route('/api/v1', decisions(desk, mayWrite({ key, writeKey })))
    .route('/', health({ search, graph, names, isDraining }))
  app.openAPIRegistry.registerComponent('securitySchemes', 'key', {
    type: 'http',
    scheme: 'bearer',
    description: 'Where the server was started with a key',
  })
  const document = app.getOpenAPI31Document(DOCUMENT)
  app.get('/api/v1/openapi.json', (c) => c.json(document))
  app.route('/', webApp(webFolder))
  return routes
}

function refuseMethod(c: Context, methods: string[]): Response {
  const allow = methods.join(', ')
  const detail = `only ${methods.join(' and ')} are answered, not ${c.req.method}`
  return problem(c, { status: 405, detail }, { Allow: allow })
}

/** Unreachable stores are one line; a bug of ours is logged with its stack. */
function log(error: Error): void {
  const isOutside = error instanceof StoreError || error instanceof UserError
  const told = isOutside ? `${new Date().toISOString()} ${error.message}` : inspect(error)
  console.error(told.split('\n').map(withoutControls).join('\n'))
}

/** The type that `hc<App>` makes a client of. */
export type App = ReturnType<typeof createApp>
