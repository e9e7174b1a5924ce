import { createHash, timingSafeEqual } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'

/** What a browser on this machine calls it. */
export const LOOPBACK_HOSTS = ['localhost', '127.0.0.1', '[::1]']

const HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  // Files of the web app say otherwise.
  'Cache-Control': 'no-store',
}

export const securityHeaders: MiddlewareHandler = (c, next) => {
  for (const [name, value] of Object.entries(HEADERS)) c.header(name, value)
  return next()
}

/** Keeps other sites' pages out: a Host that is not ours is DNS rebinding, an Origin that is not the Host is a foreign page. */
export function ownPagesOnly(hosts: readonly string[] | 'any'): MiddlewareHandler {
  return (c, next) => {
    const host = (c.req.header('host') ?? new URL(c.req.url).host).toLowerCase()
    if (hosts !== 'any' && !hosts.includes(host.replace(/:\d+$/, ''))) {
      throw new HTTPException(403, { message: 'this archive answers under its own address alone' })
    }
    const origin = c.req.header('origin')
    if (origin !== undefined && toHost(origin) !== host) refuseForeignPage()
    return next()
  }
}

/** Refuses what a browser says another site's page has asked for; other clients do not send the header. */
export const noForeignFetches: MiddlewareHandler = (c, next) => {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin' && site !== 'none') refuseForeignPage()
  return next()
}

/** Lets through only who sends the key. */
export function keyRequired(key: string): MiddlewareHandler {
  const expected = digest(key)
  return (c, next) => {
    const [, given] = /^Bearer +(\S+) *$/i.exec(c.req.header('authorization') ?? '') ?? []
    if (given !== undefined && timingSafeEqual(digest(given), expected)) return next()
    c.header('WWW-Authenticate', 'Bearer')
    throw new HTTPException(401, {
      message: 'send the key of this archive as "Authorization: Bearer KEY"',
    })
  }
}

/** All there is to ask is asked by GET, without a body. */
export const readsOnly: MiddlewareHandler = (c, next) => {
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
    c.header('Allow', 'GET, HEAD')
    throw new HTTPException(405, { message: `only GET and HEAD are answered, not ${c.req.method}` })
  }
  const length = c.req.header('content-length') ?? '0'
  if (length !== '0' || c.req.header('transfer-encoding') !== undefined) {
    c.header('Connection', 'close')
    throw new HTTPException(413, { message: 'a request must have no body' })
  }
  return next()
}

function toHost(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null
}

function refuseForeignPage(): never {
  throw new HTTPException(403, { message: 'pages of other sites may not read this archive' })
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
