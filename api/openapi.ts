import { OpenAPIHono, type z } from '@hono/zod-openapi'
import type { Context, TypedResponse } from 'hono'
import type { JSONParsed } from 'hono/utils/types'
import { InvalidQueryError } from '#core/errors.ts'
import { jsonOf } from '#stores/sqlite/workers/json-answer.ts'
import { sendConditional } from './http/conditional.ts'
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

/** Sends a store's result with its ETag, extended by `more`; JSON from worker threads is not parsed. */
export function answer<T extends object, M extends object = object>(
  c: Context,
  found: T,
  more?: M,
) {
  const response = sendConditional(c, jsonOf(found, more), 'application/json')
  return response as unknown as Response & TypedResponse<JSONParsed<T & M>, 200, 'json'>
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

/** The head of `/api/v1/openapi.json`. */
export const DOCUMENT = {
  openapi: '3.1.0',
  info: {
    title: 'Dateline',
    version: '1',
    description:
      'Full-text search and an entity graph over a news archive. Every count is the length of a list that can be opened. ' +
      'Offsets are UTF-16 units into the text they stand beside.',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  security: [{}, { key: [] }] as Record<string, string[]>[],
  tags: [
    { name: 'articles', description: 'Search, read and add' },
    { name: 'entities', description: 'Persons, organizations and countries' },
    { name: 'ties', description: 'Two entities that stand in one sentence' },
    { name: 'graph', description: 'Networks of searches, paths and changes' },
    {
      name: 'files',
      description:
        'Everything that matches in one answer: add .csv, .jsonl, .parquet or .arrow to the path, or send `Accept`; graphs come as .graphml, .gexf and .json',
    },
    { name: 'names', description: 'Decisions of people on names' },
    { name: 'notebook', description: 'Collections and saved searches' },
    { name: 'archive', description: 'The state of what is served' },
  ],
}

function toInvalidQuery(issues: readonly z.core.$ZodIssue[]): InvalidQueryError {
  const unknown = issues.find((issue) => issue.code === 'unrecognized_keys')
  if (unknown) return new InvalidQueryError(unknown.message, { parameter: unknown.keys[0]! })
  const [issue] = issues
  const parameter = String(issue!.path[0])
  return new InvalidQueryError(`${parameter} ${issue!.message}`, { parameter })
}
