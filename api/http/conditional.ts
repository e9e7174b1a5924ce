import { hash } from 'node:crypto'
import type { Context } from 'hono'

/** Browsers may cache a reply but must revalidate it. */
const POLICY = 'private, no-cache'

/** Sends a body with its ETag, or 304 if the client already has it. */
export function sendConditional(c: Context, body: string, type: string): Response {
  const tag = `"${hash('sha1', body, 'base64url')}"`
  c.header('ETag', tag)
  c.header('Cache-Control', POLICY)
  return isFresh(c, tag) ? c.body(null, 304) : c.body(body, 200, { 'Content-Type': type })
}

/** Whether `If-None-Match` names the tag (RFC 9110, 13.1.2): weak comparison. */
export function isFresh({ req }: Context, tag: string): boolean {
  const known = req.header('if-none-match')
  if (known === undefined) return false
  const strong = (each: string) => each.trim().replace(/^W\//, '')
  return known.trim() === '*' || known.split(',').some((each) => strong(each) === strong(tag))
}
