import { createHash, timingSafeEqual } from 'node:crypto'
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'

/** What a browser on this machine calls it. */
export const LOOPBACK_HOSTS = ['localhost', '127.0.0.1', '[::1]']

/** Of every answer, also of those that go wrong before a route is asked. */
export const SECURITY_HEADERS = new Map([
  [
    'Content-Security-Policy',
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
      "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
  ],
  ['X-Content-Type-Options', 'nosniff'],
  ['Referrer-Policy', 'no-referrer'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  // Files of the web app say otherwise.
  ['Cache-Control', 'no-store'],
])

export interface GuardOptions {
  /** Names under which requests may come. */
  hosts: readonly string[] | 'any'
  /** What every request to /api must send; without it all may read. */
  key: string | undefined
}

/** Throws HTTPException at what may not be asked. */
export function guard({ hosts, key }: GuardOptions): (c: Context) => void {
  const checkKey = key === undefined ? () => {} : keyCheck(key)
  return (c) => {
    checkPage(c, hosts)
    if (isApi(c.req.path)) {
      checkSite(c)
      checkKey(c)
    }
    checkReads(c)
  }
}

const isApi = (path: string) => path === '/api' || path.startsWith('/api/')

/** Keeps other sites' pages out: a Host that is not ours is DNS rebinding, an Origin that is not the Host is a foreign page. */
function checkPage(c: Context, hosts: GuardOptions['hosts']): void {
  const host = (c.req.header('host') ?? new URL(c.req.url).host).toLowerCase()
  if (hosts !== 'any' && !hosts.includes(host.replace(/:\d+$/, ''))) {
    throw new HTTPException(403, { message: 'this archive answers under its own address alone' })
  }
  const origin = c.req.header('origin')
  if (origin !== undefined && toHost(origin) !== host) refuseForeignPage()
}

/** Refuses what a browser says another site's page has asked for; other clients do not send the header. */
function checkSite(c: Context): void {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin' && site !== 'none') refuseForeignPage()
}

function keyCheck(key: string): (c: Context) => void {
  const expected = digest(key)
  return (c) => {
    const [, given] = /^Bearer +(\S+) *$/i.exec(c.req.header('authorization') ?? '') ?? []
    if (given !== undefined && timingSafeEqual(digest(given), expected)) return
    c.header('WWW-Authenticate', 'Bearer')
    throw new HTTPException(401, {
      message: 'send the key of this archive as "Authorization: Bearer KEY"',
    })
  }
}

/** All there is to ask is asked by GET, without a body. */
function checkReads(c: Context): void {
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
    c.header('Allow', 'GET, HEAD')
    throw new HTTPException(405, { message: `only GET and HEAD are answered, not ${c.req.method}` })
  }
  const length = c.req.header('content-length') ?? '0'
  if (length !== '0' || c.req.header('transfer-encoding') !== undefined) {
    c.header('Connection', 'close')
    throw new HTTPException(413, { message: 'a request must have no body' })
  }
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
