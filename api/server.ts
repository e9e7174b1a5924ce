import { existsSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { openArchive } from '#archive/open.ts'
import { UserError } from '#core/errors.ts'
import type { Engines } from '#stores/shared/engine-address.ts'
import { openArchiveStores, openEngineStores } from '#stores/open.ts'
import type { Stores } from '#stores/stores.ts'
import { type App, createApp } from './app.ts'
import { followArchive } from './follow-archive.ts'
import { openEngines } from './open-engines.ts'
import { LOOPBACK_HOSTS, SECURITY_HEADERS } from './security.ts'
import { loadStaticFiles } from './static-files.ts'

const WEB_APP = join(import.meta.dirname, '../web/dist')
const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 5_000,
  // How often the first two are looked at; the default would let a slow client stay for half a minute more.
  connectionsCheckingInterval: 1_000,
}
const OPENERS: Openers = { archive: openArchiveStores, engines: openEngineStores }
const MAX_CONNECTIONS = 256
const DRAIN_MS = 10_000

/** Archives in the order of preference: the first that is there is served, an earlier one as soon as it is there. */
export type Served = { archives: readonly [string, ...string[]] } | { engines: Engines }

export interface Openers {
  archive: (path: string) => Promise<Stores>
  engines: (engines: Engines) => Promise<Stores>
}

export interface ServerOptions {
  served: Served
  host: string
  /** 0 for any that is free. */
  port: number
  /** Needed where other machines can reach the host. */
  key?: string | undefined
  webApp?: string
  open?: Partial<Openers>
  report?: (error: Error) => void
}

export interface RunningServer {
  url: string
  /** Stops taking connections and waits, up to ten seconds, for the answers under way. */
  close(): Promise<void>
}

/** Serves the API and the web app; throws UserError with a sentence where it cannot. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { served, host, port, key, webApp = WEB_APP, report } = options
  const hosts = isLoopback(host) ? [...LOOPBACK_HOSTS, toName(host)] : 'any'
  if (hosts === 'any' && key === undefined) throw openDoor(host)

  const staticFiles = await loadStaticFiles(webApp)
  let draining = false
  let app: App | undefined
  const onOpen = (stores: Stores) => {
    const isDraining = () => draining
    app = createApp({ ...stores, key, hosts, staticFiles, isDraining, ...(report && { report }) })
  }
  const stores = await openServed(served, { ...OPENERS, ...options.open }, onOpen)
  const answer = getRequestListener(async (request, env) => app!.fetch(request, env))
  const server = createServer(LIMITS, (request, response) => {
    response.setHeaders(SECURITY_HEADERS)
    void answer(request, response)
  })
  server.maxConnections = MAX_CONNECTIONS
  const connections = connectionsOf(server)

  try {
    await listen(server, host, port)
  } catch (error) {
    await stores.close()
    throw toSentence(error, host, port)
  }
  const close = async () => {
    draining = true
    await drain(server, connections)
    await stores.close()
  }
  return { url: toUrl(host, server), close }
}

/** Calls `onOpen` with the stores to serve before it returns, and again whenever others take their place. */
async function openServed(
  served: Served,
  open: Openers,
  onOpen: (stores: Stores) => void,
): Promise<{ close(): Promise<void> }> {
  if ('engines' in served) {
    const stores = await openEngines(served.engines, open.engines)
    onOpen(stores)
    return stores
  }
  const { archives: candidates } = served
  checkArchive(candidates.find((path) => existsSync(path)))
  return followArchive({ candidates, open: open.archive, onOpen })
}

/** Says what is wrong with a file before threads are started on it. */
function checkArchive(path: string | undefined): void {
  if (path !== undefined) openArchive(path, { write: false }).close()
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, toBare(host), () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function connectionsOf(server: Server): Set<Socket> {
  const connections = new Set<Socket>()
  server.on('connection', (socket) => {
    connections.add(socket)
    socket.on('close', () => connections.delete(socket))
  })
  return connections
}

/** Connections are closed as soon as they only wait for a request: the next one, or a first, which browsers open ahead. */
async function drain(server: Server, connections: Set<Socket>): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve))
  const sweeping = setInterval(() => {
    server.closeIdleConnections()
    for (const socket of connections) if (socket.bytesRead === 0) socket.destroy()
  }, 50)
  const giveUp = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
  await closed
  clearInterval(sweeping)
  clearTimeout(giveUp)
}

function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host)
}

/** As it stands in an address. */
function toName(host: string): string {
  const bare = toBare(host)
  return bare.includes(':') ? `[${bare}]` : bare
}

function toBare(host: string): string {
  return host.replace(/^\[|\]$/g, '').toLowerCase()
}

function toUrl(host: string, server: Server): string {
  const { port } = server.address() as AddressInfo
  const everywhere = host === '0.0.0.0' || host === '::'
  return `http://${everywhere ? 'localhost' : toName(host)}:${port}`
}

function openDoor(host: string): UserError {
  return new UserError(
    `${host} can be reached from other machines, so the archive needs a key: set DATELINE_API_KEY to one (\`openssl rand -hex 32\` makes one), or leave --host out`,
  )
}

function toSentence(error: unknown, host: string, port: number): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new UserError(
        `port ${port} is taken by another program; stop it, or choose another port with --port (or DATELINE_PORT)`,
      )
    case 'EACCES':
      return new UserError(`port ${port} may not be used here; choose one above 1023 with --port`)
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new UserError(
        `this machine has no address ${host}; leave --host out to serve it alone`,
      )
    default:
      return error
  }
}
