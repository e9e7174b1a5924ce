import { inspect } from 'node:util'
import { withoutControls } from '#core/control-characters.ts'
import { StoreError, UserError } from '#core/errors.ts'
import type { Stores } from '#stores/stores.ts'
import { errorHandler, notFoundHandler } from './errors.ts'
import { DOCUMENT, router } from './openapi.ts'
import { articles } from './routes/articles.ts'
import { entities } from './routes/entities.ts'
import { health } from './routes/health.ts'
import { status } from './routes/status.ts'
import { suggest } from './routes/suggest.ts'
import { ties } from './routes/ties.ts'
import { LOOPBACK_HOSTS, guard } from './security.ts'
import { type StaticFiles, serveFiles } from './static-files.ts'

export interface AppOptions extends Omit<Stores, 'close'> {
  /** What every request to /api must send; without it all may read. */
  key?: string | undefined
  /** Names under which requests may come. */
  hosts?: readonly string[] | 'any'
  /** The web app; null where it is not built. */
  staticFiles?: StaticFiles | null
  isDraining?: () => boolean
  /** Hears of failures that the answer only hints at. */
  report?: (error: Error) => void
}

/** The whole application over two stores: the API, the health probes and the web app's files. */
export function createApp({
  search,
  graph,
  names,
  key,
  hosts = LOOPBACK_HOSTS,
  staticFiles = null,
  isDraining = () => false,
  report = log,
}: AppOptions) {
  const app = router()
  app.onError(errorHandler(report))
  app.notFound(notFoundHandler)
  const check = guard({ hosts, key })
  app.use((c, next) => {
    check(c)
    return next()
  })

  const routes = app
    .route('/api/v1/articles', articles(search))
    .route('/api/v1/entities', entities(graph, search))
    .route('/api/v1/ties', ties(graph, search))
    .route('/api/v1/suggest', suggest(graph))
    .route('/api/v1/status', status(search))
    .route('/', health({ search, graph, names, isDraining }))
  app.openAPIRegistry.registerComponent('securitySchemes', 'key', {
    type: 'http',
    scheme: 'bearer',
    description: 'Where the server was started with a key',
  })
  const document = app.getOpenAPI31Document(DOCUMENT)
  app.get('/api/v1/openapi.json', (c) => c.json(document))
  app.get('*', serveFiles(staticFiles))
  return routes
}

/** A store that does not answer is a line; a mistake of ours comes with all that is known of it. */
function log(error: Error): void {
  const isOutside = error instanceof StoreError || error instanceof UserError
  const told = isOutside ? `${new Date().toISOString()} ${error.message}` : inspect(error)
  console.error(told.split('\n').map(withoutControls).join('\n'))
}

/** The type that `hc<App>` makes a client of. */
export type App = ReturnType<typeof createApp>
