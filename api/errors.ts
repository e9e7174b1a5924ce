import { STATUS_CODES } from 'node:http'
import type { Context, ErrorHandler, NotFoundHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { InvalidQueryError, StoreError, UserError } from '#core/errors.ts'
import { isAbortError } from '#stores/shared/cancellation.ts'
import type { Problem } from './schemas/problem.ts'

type Failure = Omit<Problem, 'type' | 'title' | 'status'> & { status: ContentfulStatusCode }

/** Answers a failure with a problem document; what went wrong inside goes to `report` and no further. */
export function errorHandler(report: (error: Error) => void): ErrorHandler {
  return (error, c) => {
    // Whoever asked has gone: there is nobody to answer, and nothing to report.
    if (isAbortError(error)) return c.body(null, 503)
    const failure = toFailure(error)
    if (failure.status >= 500) report(error)
    if (failure.status === 503) c.header('Retry-After', '2')
    return answer(c, failure)
  }
}

export const notFoundHandler: NotFoundHandler = (c) =>
  answer(c, { status: 404, detail: `there is nothing at ${c.req.path.slice(0, 200)}` })

function answer(c: Context, { status, ...rest }: Failure) {
  const problem: Problem = {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    ...rest,
  }
  return c.json(problem, status, { 'Content-Type': 'application/problem+json' })
}

function toFailure(error: Error): Failure {
  if (error instanceof HTTPException) return { status: error.status, detail: error.message }
  if (error instanceof InvalidQueryError) {
    const { message, parameter, position } = error
    return { status: 400, detail: message, parameter, position }
  }
  if (error instanceof StoreError) {
    return { status: 503, detail: `${error.store} cannot answer now; try again` }
  }
  // Something is set up wrong, and how is for whoever runs the server to read.
  if (error instanceof UserError) {
    return { status: 503, detail: 'the archive cannot be read now; the log of the server says why' }
  }
  return { status: 500, detail: 'this is an error in Dateline itself; its log says more' }
}
