import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { openArchive } from '#archive/open.ts'
import type { ArticleIntake } from '#core/article-intake.ts'
import type { KeyRing } from '#core/access.ts'
import type { AnalysisShelf } from '#core/analysis/analysis.ts'
import type { DecisionDesk } from '#core/decisions/desk.ts'
import type { Notebook } from '#core/notebook.ts'
import { UserError } from '#core/errors.ts'
import type { Engines } from '#stores/backend.ts'
import { openArchiveStores, openEngineStores } from '#stores/open.ts'
import type { Stores } from '#stores/stores.ts'
import { isLoopback, listen, toName, toUrl } from './http/address.ts'
import { type App, createApp } from './app.ts'
import { type ConnectionLimits, Connections, closeAfterAnswer } from './http/connections.ts'
import { followArchive } from './follow-archive.ts'
import { refuseAddress, refuseBytes, refuseTunnel } from './http/malformed.ts'
import { MAX_INPUT_BYTES } from './routes/add-article.ts'
import { openEngines } from './open-engines.ts'
import { LOOPBACK_HOSTS } from './http/security.ts'

const WEB_APP = join(import.meta.dirname, '../web/dist')
const TIMEOUTS = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 5_000,
  // How often the first two are checked; the default would keep slow clients half a minute longer.
  connectionsCheckingInterval: 1_000,
}
const LIMITS: ConnectionLimits = { total: 256, perAddress: 64, pipelined: 8, stalledMs: 15_000 }
const OPENERS: Openers = { archive: openArchiveStores, engines: openEngineStores }
const DRAIN_MS = 10_000
const SWEEP_MS = 50

/** Archives in order of preference: the first that exists is served, an earlier one as soon as it exists. */
export type Served = { archives: readonly [string, ...string[]] } | { engines: Engines }

export interface Openers {
  archive: (path: string, onReplaced: () => void) => Promise<Stores>
  engines: (engines: Engines) => Promise<Stores>
}

export interface ServerOptions {
  served: Served
  host: string
  /** 0 for any free port. */
  port: number
  /** Read key from the environment; hosts that other machines can reach need this or a key of the archive. */
  key?: string | undefined
  /** Write key from the environment. */
  writeKey?: string | undefined
  /** Opens the keys of the served archive; null means the archive behind the engines, if it is local. */
  openKeyRing?: (archive: string | null) => KeyRing | null
  /** Origins of other sites whose pages may use the API. */
  origins?: readonly string[]
  /** Adds articles; closed with the server. */
  intake?: ArticleIntake | null
  /** Opens the desk of the served archive; null means the archive behind the engines, if it is local. */
  openDesk?: (archive: string | null) => DecisionDesk | null
  /** Opens the notebook of an archive; see `openDesk`. */
  openNotebook?: (archive: string | null) => Notebook | null
  /** Opens the analysis of an archive's graph; see `openDesk`. */
  openAnalysis?: (archive: string | null) => AnalysisShelf | null
  webApp?: string
  open?: Partial<Openers>
  timeouts?: Partial<typeof TIMEOUTS>
  limits?: Partial<ConnectionLimits>
  report?: (error: Error) => void
}

export interface RunningServer {
  url: string
  /** Stops accepting connections and waits up to ten seconds for replies in progress. */
  close(): Promise<void>
}

/** Serves the API and the web app; throws UserError if it cannot. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { served, host, port, key, writeKey, origins = [], intake = null } = options
  const { webApp: webFolder = WEB_APP, report } = options
  const hosts = isLoopback(host) ? [...LOOPBACK_HOSTS, toName(host)] : 'any'
  const isOpenToOthers = hosts === 'any'

  let draining = false
  let app: App | undefined
  const onOpen = (stores: ServedStores) => {
    const isDraining = () => draining
    if (isOpenToOthers && key === undefined && !stores.keyRing?.hasKeys() && !app)
      throw openDoor(host)
    app = createApp({
      ...stores,
      key,
      writeKey,
      keyRequired: isOpenToOthers || key !== undefined,
      origins,
      intake,
      hosts,
      webFolder,
      isDraining,
      ...(report && { report }),
    })
  }
  const { openDesk = () => null, openKeyRing = () => null } = options
  const { openNotebook = () => null, openAnalysis = () => null } = options
  const beside: Beside = (archive) => ({
    desk: openDesk(archive),
    keyRing: openKeyRing(archive),
    notebook: openNotebook(archive),
    analysis: openAnalysis(archive),
  })
  const stores = await openServed(served, { ...OPENERS, ...options.open }, beside, onOpen)
  const server = createServer({ ...TIMEOUTS, ...options.timeouts, requireHostHeader: false })
  const connections = new Connections(server, { ...LIMITS, ...options.limits })
  answerWith(() => app!, server, connections)

  try {
    await listen(server, host, port)
  } catch (error) {
    await stores.close()
    throw error
  }
  const close = async () => {
    draining = true
    await drain(server, connections)
    await intake?.close()
    await stores.close()
  }
  return { url: toUrl(host, server), close }
}

/** Passes requests to the application and refuses malformed ones. */
function answerWith(app: () => App, server: Server, connections: Connections): void {
  const answer = getRequestListener((request, env) => app().fetch(request, env), {
    errorHandler: refuseAddress,
    // Bodies are only read by routes that need one.
    autoCleanupIncoming: false,
  })
  const listener: RequestListener = (request, response) => {
    if (!connections.begin(request, response)) return
    response.on('finish', () => setImmediate(() => closeIfUnread(request)))
    void answer(request, response)
  }
  server.on('request', listener)
  // Refuse a client that sends Expect before it sends an unwanted body.
  server.on('checkContinue', (request, response) => {
    if (isReadableBody(request)) response.writeContinue()
    listener(request, response)
  })
  server.on('checkExpectation', listener)
  server.on('connect', (_, socket) => void refuseTunnel(socket as Socket))
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const isAnswering = connections.underWay(socket) > 0
    if (isAnswering || !socket.writable || error.code === 'ECONNRESET') socket.destroy()
    else void refuseBytes(error, socket)
  })
}

/** Called in a turn of its own, since a request answered at once is parsed to its end only after the answer. */
function closeIfUnread({ complete, socket }: IncomingMessage): void {
  if (!complete) closeAfterAnswer(socket)
}

const isReadableBody = ({ method, headers }: IncomingMessage) =>
  method === 'POST' && Number(headers['content-length']) <= MAX_INPUT_BYTES

interface ServedStores extends Stores {
  keyRing: KeyRing | null
}

/** Opens the parts of an archive other than its stores. */
type Beside = (
  archive: string | null,
) => Pick<ServedStores, 'desk' | 'keyRing' | 'notebook' | 'analysis'>

/** Calls `onOpen` with the stores to serve before it returns, and again whenever they are replaced. */
async function openServed(
  served: Served,
  open: Openers,
  beside: Beside,
  onOpen: (stores: ServedStores) => void,
): Promise<{ close(): Promise<void> }> {
  if ('engines' in served) {
    const stores = withBeside(await openEngines(served.engines, open.engines), beside(null))
    return opened(stores, onOpen)
  }
  const { archives: candidates } = served
  const openChecked = async (path: string, onReplaced: () => void) => {
    // Reports errors in the file before threads open it, and migrates it.
    openArchive(path, { write: false }).close()
    return withBeside(await open.archive(path, onReplaced), beside(path))
  }
  return followArchive({ candidates, open: openChecked, onOpen })
}

async function opened<S extends Stores>(stores: S, onOpen: (stores: S) => void): Promise<S> {
  try {
    onOpen(stores)
    return stores
  } catch (error) {
    await stores.close()
    throw error
  }
}

function withBeside(stores: Stores, more: ReturnType<Beside>): ServedStores {
  const close = async () => {
    more.keyRing?.close()
    const beside = [more.desk, more.notebook, more.analysis]
    await Promise.all([stores.close(), ...beside.map((each) => each?.close())])
  }
  return { ...stores, ...more, close }
}

/** Keeps closing idle connections until replies in progress have finished. */
async function drain(server: Server, connections: Connections): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve))
  const sweeping = setInterval(() => {
    server.closeIdleConnections()
    connections.closeUnused()
  }, SWEEP_MS)
  const giveUp = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
  await closed
  clearInterval(sweeping)
  clearTimeout(giveUp)
}

function openDoor(host: string): UserError {
  return new UserError(
    `${host} can be reached from other machines, so the archive needs a key: \`dateline keys create NAME\` makes one; for a server without an archive set DATELINE_API_KEY to one; or leave --host out`,
  )
}
