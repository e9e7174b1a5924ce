import type { MiddlewareHandler } from 'hono'
import { problem } from './errors.ts'

const RETRY_SECONDS = '1'

/** Limits concurrent requests; more would only wait for each other, so they get a 503. */
export function admission(max: number): MiddlewareHandler {
  let working = 0
  return async (c, next) => {
    if (working >= max) {
      const detail =
        'too much is asked at once; ask again in a second, and for many rows take one file, as /api/v1/articles.jsonl, instead of many pages'
      return problem(c, { status: 503, detail }, { 'Retry-After': RETRY_SECONDS })
    }
    working++
    try {
      await next()
    } finally {
      working--
    }
  }
}
