import { STATUS_CODES } from 'node:http'
import type { Context, ErrorHandler, NotFoundHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import {
  ConflictError,
  ExpiredError,
  InvalidQueryError,
  StoreError,
  UserError,
} from '#core/errors.ts'
import { isAbortError } from '#stores/shared/cancellation.ts'
import { explainEnding } from '../exports/file-request.ts'
import type { Problem } from '../schemas/problem.ts'

export type Failure = Omit<Problem, 'type' | 'title' | 'status'> & { status: ContentfulStatusCode }

/** Turns every error into a problem document; internal details only go to `report`. */
export function errorHandler(report: (error: Error) => void): ErrorHandler {
  return (error, c) => {
    // The client left: nothing to send or report.
    if (isAbortError(error)) return c.body(null, 503)
    // The middleware already made its own problem document.
    if (error instanceof HTTPException && error.res) return error.getResponse()
    const failure = toFailure(error)
    if (failure.status >= 500 && !(error instanceof HTTPException)) report(error)
    return problem(c, failure, failure.status === 503 ? { 'Retry-After': '2' } : {})
  }
}

export const notFoundHandler: NotFoundHandler = (c) =>
  problem(c, {
    status: 404,
    detail: explainEnding(c.req.path) ?? `there is nothing at ${c.req.path.slice(0, 200)}`,
  })

/** A problem document (RFC 9457); never cached, whatever the route's policy. */
export function problem(
  c: Context,
  { status, ...rest }: Failure,
  headers: Record<string, string> = {},
): Response {
  const body: Problem = {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    ...rest,
  }
  return c.json(body, status, {
    'Cache-Control': 'no-store',
    ...headers,
    'Content-Type': 'application/problem+json',
  })
}

function toFailure(error: Error): Failure {
  if (error instanceof HTTPException) return { status: error.status, detail: error.message }
  if (error instanceof InvalidQueryError) {
    const { message, parameter, position } = error
    return { status: 400, detail: message, parameter, position }
  }
  if (error instanceof ExpiredError) return { status: 410, detail: error.message }
  if (error instanceof ConflictError) return { status: 409, detail: error.message }
  if (error instanceof StoreError) {
    return { status: 503, detail: toDetail(error) }
  }
  // A configuration mistake, whose message may contain addresses: only log it.
  if (error instanceof UserError) {
    return { status: 503, detail: 'the archive cannot be read now; the log of the server says why' }
  }
  return { status: 500, detail: 'this is an error in Dateline itself; its log says more' }
}

function toDetail({ store, reason }: StoreError): string {
  return reason === 'damaged'
    ? 'the archive is damaged; the log of the server says what to do'
    : `${store} cannot answer now; try again`
}
