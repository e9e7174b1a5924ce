import { hash, timingSafeEqual } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { KeyRing, Scope } from '#core/access.ts'
import { problem } from './errors.ts'
import { toHost } from './security.ts'

declare module 'hono' {
  interface ContextVariableMap {
    /** Scope of the key in the request; null without a key. */
    scope: Scope | null
  }
}

export interface AccessOptions {
  /** Keys from the environment, for reading and for writing. */
  key?: string | undefined
  writeKey?: string | undefined
  /** Keys of the archive. */
  keyRing?: KeyRing | null
  /** Whether reading needs a key. */
  keyRequired?: boolean
}

const BEARER = /^Bearer +([\w.~+/-]+=*) *$/i
/** Parameter names that other services use for keys. */
const KEY_PARAMETERS = ['key', 'api_key', 'apikey', 'access_token', 'token', 'authorization']

/** Resolves the scope of the request's key (RFC 6750), and refuses requests that lack a required key. */
export function authenticate(options: AccessOptions): MiddlewareHandler {
  const required = isKeyRequired(options)
  return async (c, next) => {
    refuseKeyInAddress(c)
    const token = BEARER.exec(c.req.header('authorization') ?? '')?.[1]
    const scope = token === undefined ? null : scopeOf(token, options)
    if (required && scope === null) return refuseUnknown(c)
    c.set('scope', scope)
    await next()
  }
}

/**
 * Lets those write whose key allows it and, where reading needs no key, the archive's own pages. Another program on
 * this machine can say that it is one; a page of another site cannot.
 */
export function mayWrite(options: AccessOptions): MiddlewareHandler {
  const required = isKeyRequired(options)
  return async (c, next) => {
    const isTrusted = c.get('scope') === 'write' || (!required && isOwnPage(c))
    if (!isTrusted) {
      throw new HTTPException(403, {
        message:
          'programs write with a key that allows it, sent as "Authorization: Bearer KEY": `dateline keys create NAME --scope write` makes one, or start the server with DATELINE_WRITE_KEY',
      })
    }
    await next()
  }
}

const isKeyRequired = ({ key, keyRequired = key !== undefined }: AccessOptions) => keyRequired

function scopeOf(token: string, { key, writeKey, keyRing }: AccessOptions): Scope | null {
  if (isSame(token, writeKey)) return 'write'
  if (isSame(token, key)) return 'read'
  return keyRing?.scopeOf(token) ?? null
}

/** Compares hashes, so that timing reveals neither position nor length. */
function isSame(token: string, key: string | undefined): boolean {
  const [a, b] = [token, key ?? ''].map((each) => hash('sha256', each, 'buffer'))
  return timingSafeEqual(a!, b!) && key !== undefined
}

function isOwnPage({ req }: Context): boolean {
  const site = req.header('sec-fetch-site')
  const origin = req.header('origin')
  const host = req.header('host') ?? new URL(req.url).host
  const isSameOrigin = origin !== undefined && toHost(origin) === host.toLowerCase()
  return site === 'same-origin' || (!site && isSameOrigin)
}

/** Addresses end up in logs, histories and referrers. */
function refuseKeyInAddress({ req }: Context): void {
  const { searchParams } = new URL(req.url)
  for (const [name, value] of searchParams) {
    if (!KEY_PARAMETERS.includes(name.toLowerCase()) && !/\bdl_[0-9a-f]{8}_/.test(value)) continue
    throw new HTTPException(400, {
      message:
        'a key is sent as "Authorization: Bearer KEY", never in an address, which others may read; revoke one that was sent so',
    })
  }
}

function refuseUnknown(c: Context): Response {
  const detail = 'send a key of this archive as "Authorization: Bearer KEY"'
  return problem(c, { status: 401, detail }, { 'WWW-Authenticate': 'Bearer' })
}
