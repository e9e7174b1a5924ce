import { Validator } from '@seriousme/openapi-schema-validator'
import Ajv from 'ajv'
import { describe, expect, it } from 'vitest'
import { createApp } from './app.ts'
import { failingStores } from './testing.ts'

interface Schema {
  $ref?: string
  type?: string | string[]
  description?: string
  example?: unknown
  maxLength?: number
  pattern?: string
  maximum?: number
  enum?: unknown[]
}
interface Parameter {
  name: string
  in: 'path' | 'query'
  description?: string
  schema: Schema
}
type Content = Record<string, { schema: Schema }>
interface Operation {
  operationId: string
  summary?: string
  description?: string
  tags?: string[]
  parameters?: Parameter[]
  requestBody?: { content: Content }
  responses: Record<string, { description: string; content?: Content }>
}
interface Document {
  tags: { name: string }[]
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema> }
}

const app = createApp(failingStores())
const answer = await app.request('/api/v1/openapi.json')
const document = (await answer.json()) as Document
const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods))
const parameters = operations.flatMap(({ operationId, parameters = [] }) =>
  parameters.map((parameter) => ({ operationId, ...parameter })),
)
const ajv = new Ajv({ unknownFormats: 'ignore', logger: false })

function nameless<T extends { operationId: string }>(of: T[], lacks: (one: T) => unknown) {
  return of
    .filter((one) => !lacks(one))
    .map((one) => [one.operationId, (one as { name?: string }).name])
}

describe('the OpenAPI document', () => {
  it('keeps to OpenAPI 3.1', async () => {
    expect(await new Validator().validate({ ...document })).toEqual({ valid: true })
  })

  it('says of every route what it does, and of every parameter what it means, with an example', () => {
    const tags = document.tags.map(({ name }) => name)

    expect(nameless(operations, ({ summary, description }) => summary && description)).toEqual([])
    expect(nameless(operations, (one) => one.tags?.every((tag) => tags.includes(tag)))).toEqual([])
    expect(nameless(parameters, ({ description }) => description)).toEqual([])
    // Cursors are opaque: no example would fit every list. Of a boolean there is nothing to show.
    const shown = parameters.filter((one) => one.name !== 'cursor' && one.schema.type !== 'boolean')
    expect(nameless(shown, ({ schema }) => schema.example !== undefined)).toEqual([])
  })

  it('says how large each parameter may be', () => {
    const sizes = parameters.filter((one) => one.in === 'query' && one.schema.type !== 'boolean')

    expect(
      nameless(sizes, ({ schema }) => {
        const { type, maxLength, maximum, pattern } = schema
        return type === 'array' || (schema.enum ?? maxLength ?? maximum ?? pattern) !== undefined
      }),
    ).toEqual([])
  })

  it('has an example of every answer and every body, which fits its schema', () => {
    const wrong = operations.flatMap(({ operationId, requestBody, responses }) => {
      const contents = [requestBody, ...Object.values(responses)].map((each) => each?.content ?? {})
      return contents
        .flatMap((content) => Object.entries(content))
        .flatMap(([type, media]) => {
          if (!/[/+]json$/.test(type)) return []
          const { $ref } = media.schema
          const schema = $ref ? document.components.schemas[$ref.split('/').at(-1)!]! : media.schema
          const { components } = document
          const fits = ajv.compile({ allOf: [media.schema], components })
          const isRight = schema.example !== undefined && fits(schema.example)
          return isRight ? [] : [[operationId, type, schema.example, fits.errors]]
        })
    })

    expect(wrong).toEqual([])
  })
})
