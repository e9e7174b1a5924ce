import { OpenAPIHono, type z } from '@hono/zod-openapi'
import type { Context, TypedResponse } from 'hono'
import type { JSONParsed } from 'hono/utils/types'
import { InvalidQueryError } from '#core/errors.ts'
import { jsonOf } from '#stores/sqlite/workers/json-answer.ts'
import { sendConditional } from './http/conditional.ts'
import { citationOf } from '#core/export/citation-of-request.ts'
import { Moved } from './schemas/moved.ts'
import { Problem } from './schemas/problem.ts'

/** A part of the application. Parameters that do not fit their schema become InvalidQueryError, as a store's do. */
export function router(getPath?: (request: Request) => string): OpenAPIHono {
  return new OpenAPIHono({
    ...(getPath && { getPath }),
    defaultHook: (result) => {
      if (!result.success) throw toInvalidQuery(result.error.issues)
    },
  })
}

/** A reply's schema with its description, for `createRoute`. */
export function json<T extends z.ZodType>(schema: T, description: string) {
  return { description, content: { 'application/json': { schema } } }
}

/** How to cite a result that is of a version of the archive. */
type Cited<T> = T extends { version: number } ? { citation: string } : object

/**
 * Sends a store's result with its ETag, extended by `more` and its citation; JSON from worker threads is not parsed.
 */
export function answer<T extends object, M extends object = object>(
  c: Context,
  found: T,
  more?: M,
) {
  const { version } = found as { version?: number }
  const cited = version === undefined ? more : { ...more, citation: citationOf(c.req.url, version) }
  const response = sendConditional(c, jsonOf(found, cited), 'application/json')
  return response as unknown as Response & TypedResponse<JSONParsed<T & M & Cited<T>>, 200, 'json'>
}

/** A problem document with its description, for `createRoute`. */
export function problemAnswer(description: string) {
  return { description, content: { 'application/problem+json': { schema: Problem } } }
}

/** Errors raised before any route. */
export const refusals = {
  400: problemAnswer(
    'The request cannot be read: its head, its address, or a parameter, which `parameter` names',
  ),
  403: problemAnswer('The request comes from a page of another site'),
  405: problemAnswer('The method is none of those that are answered'),
  408: problemAnswer('The request did not arrive in time'),
  413: problemAnswer('The request has a body that is too large, or none is wanted'),
  431: problemAnswer('The head of the request is larger than 16 KB'),
}

/** Errors of every API route, and 304. */
export const problems = {
  304: { description: 'The client has the answer already, as `If-None-Match` says' },
  401: problemAnswer('The key is missing or wrong'),
  ...refusals,
  500: problemAnswer('An error in Dateline itself'),
  503: problemAnswer(
    'A store cannot answer now, or too much is asked at once: `Retry-After` says when',
  ),
}

/** The additional error of a route with an id in its path. */
export const notFound = { 404: problemAnswer('Nothing has this id') }

/** Replies for an id that is no longer an entity. */
export const movedOn = {
  300: json(Moved, 'The id of a name that several people have: all that it may mean'),
  308: json(Moved, 'The id became another: `Location` has the address of the entity'),
}

function toInvalidQuery(issues: readonly z.core.$ZodIssue[]): InvalidQueryError {
  const unknown = issues.find((issue) => issue.code === 'unrecognized_keys')
  if (unknown) return new InvalidQueryError(unknown.message, { parameter: unknown.keys[0]! })
  const [issue] = issues
  const parameter = String(issue!.path[0])
  return new InvalidQueryError(`${parameter} ${issue!.message}`, { parameter })
}
