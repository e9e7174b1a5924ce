import { describe, expect, it } from 'vitest'
import {
  type OpenApiDocument,
  addressOf,
  exampleValues,
  operationsOf,
  rangeOf,
} from './operations.ts'

const DOCUMENT: OpenApiDocument = {
  info: { description: '' },
  tags: [{ name: 'articles', description: '' }],
  paths: {
    '/api/v1/entities/{id}/ties.{format}': {
      get: {
        operationId: 'neighbourFile',
        summary: 'Everyone',
        tags: ['files', 'ties'],
        parameters: [
          { name: 'id', in: 'path', schema: { type: 'string', example: 'person-ann' } },
          { name: 'format', in: 'path', schema: { enum: ['csv', 'jsonl'], example: 'csv' } },
          { name: 'kind', in: 'query', schema: { example: ['person', 'country'] } },
          { name: 'id', in: 'query', schema: { type: 'string' } },
          { name: 'min', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 9 } },
        ],
        responses: { 200: { description: 'The file' } },
      },
    },
  },
}
const [operation] = operationsOf(DOCUMENT, 'files')

describe('an operation', () => {
  it('stands under its first tag alone', () => {
    expect(operation).toMatchObject({ method: 'GET', operationId: 'neighbourFile' })
    expect(operationsOf(DOCUMENT, 'ties')).toEqual([])
  })

  it('begins with what has to be given, and is sent with what is given', () => {
    const values = exampleValues(operation!)

    expect(values).toEqual({ id: 'person-ann', format: 'csv' })
    expect(addressOf(operation!, { ...values, kind: 'person,country', min: '' })).toBe(
      '/api/v1/entities/person-ann/ties.csv?kind=person,country',
    )
    expect(addressOf(operation!, { ...values, id: 'a b/c', kind: 'x&y' })).toBe(
      '/api/v1/entities/a%20b%2Fc/ties.csv?kind=x%26y',
    )
  })

  it('says what may be given', () => {
    expect(operation!.parameters.map(rangeOf)).toEqual(['string', 'csv, jsonl', '', '1 to 9'])
  })
})
