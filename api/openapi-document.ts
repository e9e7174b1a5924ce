import type { OpenAPIHono } from '@hono/zod-openapi'
import { withEnding } from './exports/file-request.ts'
import { type Document, addExamples } from './openapi-examples.ts'

const HEAD = {
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

/** What `/api/v1/openapi.json` answers: paths of files as clients know them, references that may be null, and examples everywhere. */
export function openApiDocument(app: Pick<OpenAPIHono, 'getOpenAPI31Document'>): object {
  const document = app.getOpenAPI31Document(HEAD)
  const paths = Object.entries(document.paths ?? {}).map(([path, item]) => [withEnding(path), item])
  const written = JSON.stringify({ ...document, paths: Object.fromEntries(paths) as object })
  const whole = JSON.parse(written, (_, value: unknown) => withNull(value)) as Document
  addExamples(whole)
  return whole
}

/** The library writes a reference that may be null as one that must be an object as well. */
function withNull(value: unknown): unknown {
  const { allOf, ...rest } = (value ?? {}) as { allOf?: { $ref?: string; type?: unknown }[] }
  const [reference, note] = allOf ?? []
  if (!reference?.$ref || !Array.isArray(note?.type) || !note.type.includes('null')) return value
  const more = { ...note, type: undefined }
  return { ...rest, ...more, anyOf: [reference, { type: 'null' }] }
}
