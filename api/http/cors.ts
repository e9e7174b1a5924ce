import type { MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'
import { UserError } from '#core/errors.ts'

const PREFLIGHT_SECONDS = 600
const PRIVATE_NETWORK = 'Access-Control-Request-Private-Network'

const EXPOSED = [
  ...['Content-Disposition', 'ETag', 'Link', 'Location', 'Retry-After'],
  ...['Version', 'Total', 'Total-Relation', 'Warnings', 'Citation'].map(
    (name) => `Dateline-${name}`,
  ),
]

/** CORS for the allowed origins. */
export function crossOrigin(allowed: readonly string[]): MiddlewareHandler {
  const answer = cors({
    origin: (origin) => (allowed.includes(origin) ? origin : null),
    allowMethods: ['GET', 'HEAD', 'POST'],
    allowHeaders: ['Authorization', 'Content-Type', 'If-None-Match'],
    exposeHeaders: EXPOSED,
    maxAge: PREFLIGHT_SECONDS,
  })
  return async (c, next) => {
    if (allowed.length === 0) return next()
    const isAllowed = allowed.includes(c.req.header('origin') ?? '')
    if (!isAllowed) {
      c.header('Vary', 'Origin', { append: true })
      return next()
    }
    if (c.req.header(PRIVATE_NETWORK)) c.header('Access-Control-Allow-Private-Network', 'true')
    return answer(c, next)
  }
}

/** Normalizes an origin ("https://observablehq.com"). Throws UserError if it is invalid. */
export function toOrigin(written: string): string {
  const origin = URL.canParse(written) ? new URL(written).origin : 'null'
  if (origin !== 'null' && [origin, `${origin}/`].includes(written.toLowerCase())) return origin
  throw new UserError(
    `--allow-origin ${written} is not the address of a site; write one as https://observablehq.com, without a path`,
  )
}
