import { OpenAPIHono, type createRoute, z } from '@hono/zod-openapi'
import type { Context, Handler, TypedResponse } from 'hono'
import type { JSONParsed } from 'hono/utils/types'
import { InvalidQueryError } from '#core/errors.ts'
import { jsonOf } from '#stores/sqlite/workers/json-answer.ts'
import { Problem } from './schemas/problem.ts'

/** A part of the application. Parameters that do not fit their schema become InvalidQueryError, as a store's do. */
export function router(): OpenAPIHono {
  return new Router()
}

type Openapi = OpenAPIHono['openapi']

/** Reads parameters in the turn of the handler: the validators of `OpenAPIHono` make several of it for each search. */
class Router extends OpenAPIHono {
  override openapi = ((route: ReturnType<typeof createRoute>, handler: Handler) => {
    this.openAPIRegistry.registerPath(route)
    const { query, params } = route.request ?? {}
    this.on([route.method], [route.getRoutingPath()], (c, next) => {
      if (params) c.req.addValidatedData('param', read(params, c.req.param()))
      if (query) c.req.addValidatedData('query', read(query, singled(c.req.queries())))
      return handler(c, next) as Response
    })
    return this
  }) as Openapi
}

function read(schema: z.ZodType, given: unknown): object {
  const { success, data, error } = schema.safeParse(given)
  if (!success) throw toInvalidQuery(error.issues)
  return data as object
}

/** Lists of values only where a parameter is repeated. */
function singled(all: Record<string, string[]>): Record<string, string | string[] | undefined> {
  const single = ([name, values]: [string, string[]]) =>
    [name, values.length === 1 ? values[0] : values] as const
  return Object.fromEntries(Object.entries(all).map(single))
}

/** An answer's schema with its description, as `createRoute` takes it. */
export function json<T extends z.ZodType>(schema: T, description: string) {
  return { description, content: { 'application/json': { schema } } }
}

/** Answers with what a store has answered; what came as JSON goes on as it came. */
export function answer<T extends object>(c: Context, found: T) {
  const response = c.body(jsonOf(found), 200, { 'Content-Type': 'application/json' })
  return response as unknown as Response & TypedResponse<JSONParsed<T>, 200, 'json'>
}

function problem(description: string) {
  return { description, content: { 'application/problem+json': { schema: Problem } } }
}

/** What is refused before a route is asked. */
export const refusals = {
  403: problem('The request comes from a page of another site'),
  405: problem('Only GET and HEAD are answered'),
  413: problem('The request has a body'),
}

/** What any route of the API may answer instead. */
export const problems = {
  400: problem('A parameter is wrong or unknown; `parameter` names it'),
  401: problem('The key is missing or wrong'),
  ...refusals,
  500: problem('An error in Dateline itself'),
  503: problem('A store cannot answer now'),
}

/** What a route with an id in its path may answer besides. */
export const notFound = { 404: problem('Nothing has this id') }

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
    { name: 'articles', description: 'Search and read' },
    { name: 'entities', description: 'Persons, organizations and countries' },
    { name: 'ties', description: 'Two entities that stand in one sentence' },
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
