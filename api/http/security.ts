import type { Context, MiddlewareHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { matchedRoutes } from 'hono/route'
import { secureHeaders } from 'hono/secure-headers'

/** Names by which a browser reaches this machine itself. */
export const LOOPBACK_HOSTS = ['localhost', '127.0.0.1', '[::1]']

const NONE = ["'none'"]
const SELF = ["'self'"]

/** Headers of every reply: pages may only load from this server and cannot be embedded. */
export function pageHeaders(): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: NONE,
      scriptSrc: SELF,
      styleSrc: SELF,
      connectSrc: SELF,
      imgSrc: ["'self'", 'data:'],
      baseUri: NONE,
      formAction: SELF,
      frameAncestors: NONE,
      objectSrc: NONE,
    },
    xFrameOptions: 'DENY',
    // HSTS is left to the proxy that terminates TLS, since it would bind all subdomains.
    strictTransportSecurity: false,
  })
}

/** Replies are not cached unless their route says so. */
export const noStore: MiddlewareHandler = async (c, next) => {
  c.header('Cache-Control', 'no-store')
  await next()
}

/**
 * Refuses other sites' pages: a foreign Host is DNS rebinding, an Origin other than the Host a foreign page. Pages of
 * `origins` may ask the API.
 */
export function ownHost(
  hosts: readonly string[] | 'any',
  origins: readonly string[],
): MiddlewareHandler {
  return async (c, next) => {
    const host = (c.req.header('host') ?? new URL(c.req.url).host).toLowerCase()
    if (hosts !== 'any' && !hosts.includes(host.replace(/:\d+$/, ''))) {
      throw new HTTPException(403, { message: 'this archive answers under its own address alone' })
    }
    const origin = c.req.header('origin')
    const isAllowed = c.req.path.startsWith('/api/') && origins.includes(origin ?? '')
    if (origin !== undefined && toHost(origin) !== host && !isAllowed) refuseForeignPage()
    await next()
  }
}

/**
 * Refuses what a browser says another site's page asked for; other clients do not send the header. Pages of `origins`
 * may ask, as long as they say who they are.
 */
export function sameSite(origins: readonly string[]): MiddlewareHandler {
  return async (c, next) => {
    const site = c.req.header('sec-fetch-site')
    const isForeign = site !== undefined && site !== 'same-origin' && site !== 'none'
    if (isForeign && !origins.includes(c.req.header('origin') ?? '')) refuseForeignPage()
    await next()
  }
}

/** Only accepts JSON bodies, which a form of another site cannot send. */
export const jsonOnly: MiddlewareHandler = async (c, next) => {
  const type = c.req.header('content-type') ?? ''
  if (!/^application\/json(?:\s*;|$)/i.test(type)) {
    throw new HTTPException(415, { message: 'send the request as application/json' })
  }
  await next()
}

/** Lets a window of another site that opened this page talk to it. */
export const keepsOpener: MiddlewareHandler = async (c, next) => {
  await next()
  c.header('Cross-Origin-Opener-Policy', 'unsafe-none')
}

/** Refuses a GET with a body, which Hono's body limit never sees: a `Request` cannot hold one. */
export const noBody: MiddlewareHandler = async (c, next) => {
  const isRead = c.req.method === 'GET' || c.req.method === 'HEAD'
  if (isRead && hasBody(c.req.header()) && mayBeRead(c)) {
    throw new HTTPException(413, { message: 'a request must have no body' })
  }
  await next()
}

/** False for a path of the API that takes other methods alone, which its answer says. */
function mayBeRead(c: Context): boolean {
  if (!c.req.path.startsWith('/api/')) return true
  return matchedRoutes(c).some(({ method, path }) => method === 'GET' && path !== '/*')
}

/** Whether the head of a request announces a body. */
function hasBody(headers: Record<string, string | string[] | undefined>): boolean {
  return (headers['content-length'] ?? '0') !== '0' || headers['transfer-encoding'] !== undefined
}

/** Null for an invalid origin. */
export function toHost(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null
}

function refuseForeignPage(): never {
  throw new HTTPException(403, { message: 'pages of other sites may not read this archive' })
}
