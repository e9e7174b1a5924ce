import { writeQuery } from '../router/query-string.ts'

/** The parts of the OpenAPI document that the page shows. */
export interface OpenApiDocument {
  info: { description: string }
  tags: { name: string; description: string }[]
  paths: Record<string, Record<string, Described>>
}

interface Described {
  operationId: string
  summary: string
  tags: string[]
  parameters?: Parameter[]
  responses: Record<string, { description: string; content?: Record<string, unknown> }>
}

export interface Parameter {
  name: string
  in: 'path' | 'query'
  required?: boolean
  description?: string
  schema: {
    type?: string
    enum?: string[]
    items?: { enum?: string[] }
    minimum?: number
    maximum?: number
    default?: unknown
    example?: unknown
    description?: string
  }
}

export interface Operation extends Omit<Described, 'parameters'> {
  method: string
  path: string
  parameters: Parameter[]
}

/** Typed values by parameter name; empty ones are left out. */
export type Values = Record<string, string>

/** A tag's operations in document order; an operation belongs to its first tag only. */
export function operationsOf({ paths }: OpenApiDocument, tag: string): Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { tags }]) => tags[0] === tag)
      .map(([method, { parameters = [], ...described }]) => {
        return {
          ...described,
          ...{ method: method.toUpperCase(), path, parameters: withoutNamesakes(parameters) },
        }
      }),
  )
}

/** Drops query parameters with the name of a path parameter: the form has one field per name. */
const withoutNamesakes = (parameters: readonly Parameter[]): Parameter[] =>
  parameters.filter(
    ({ name, in: place }) =>
      place === 'path' || !parameters.some((other) => other.name === name && other.in === 'path'),
  )

/** Initial values of the form: examples for required parameters. */
export function exampleValues({ parameters }: Operation): Values {
  const required = parameters.filter((parameter) => parameter.required || parameter.in === 'path')
  return Object.fromEntries(required.map((parameter) => [parameter.name, exampleOf(parameter)]))
}

export function exampleOf({ schema: { example } }: Parameter): string {
  return example === undefined ? '' : [example].flat().map(String).join(',')
}

/** The allowed values, in words. */
export function rangeOf({ schema }: Parameter): string {
  const words = schema.enum ?? schema.items?.enum
  if (words) return words.join(', ')
  const { minimum, maximum } = schema
  if (minimum !== undefined && maximum !== undefined) return `${minimum} to ${maximum}`
  return schema.type ?? ''
}

/** The URL of a request. Commas in lists are not encoded. */
export function addressOf({ path, parameters }: Operation, values: Values): string {
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(values[name] ?? ''),
  )
  const given = parameters
    .filter((parameter) => parameter.in === 'query' && values[parameter.name])
    .map(({ name }): [string, string] => [
      name,
      values[name]!.split(',').map(encodeURIComponent).join(','),
    ])
  return address + writeQuery(given)
}
