import { z } from '@hono/zod-openapi'
import type { Column, ColumnType } from '#core/export/column.ts'
import { TABLE_MEDIA_TYPES, type TableFormatName } from '#core/export/format.ts'
import { GRAPH_FORMATS } from '#core/export/graph/write.ts'
import type { Table } from '#core/export/table.ts'
import { pageOf } from '../schemas/page.ts'

const VALUES: Record<ColumnType, () => z.ZodType> = {
  text: () => z.string(),
  date: () => z.string(),
  integer: () => z.number().int(),
  number: () => z.number(),
  boolean: () => z.boolean(),
  list: () => z.array(z.string()),
}

const HEADERS = {
  'Dateline-Version': header('The state of the archive that all of the file is of'),
  'Dateline-Total': header('All that match, where it is known before they are read'),
  'Dateline-Total-Relation': header('eq: exact; gte: at least; approx: about as many'),
  'Dateline-Warnings': header('Codes of the warnings that the page would have'),
  'Dateline-Citation': header('How to cite the file'),
}

/** The reply of a table's file route in every format, for `createRoute`; JSON unless a page has that ending. */
export function tableFiles<Row>(table: Table<Row>, hasPages: boolean) {
  const { description, columns } = table
  const rows = columns.map((column) => `\`${column.name}\`: ${column.description}`)
  const file = binary(`${description} Columns: ${rows.join('; ')}.`)
  const types = Object.entries(TABLE_MEDIA_TYPES) as [TableFormatName, string][]
  const content = types
    .filter(([name]) => !hasPages || name !== 'json')
    .map(([name, type]) => [type, name === 'json' ? { schema: documentOf(table) } : file])
  return { description, headers: HEADERS, content: Object.fromEntries(content) as object }
}

/** The reply of a graph's file route in every format. */
export function graphFiles(description: string) {
  const content = { 'application/json': { schema: Graphology }, ...graphXml(description) }
  return { description, headers: HEADERS, content }
}

/** The same without graphology's JSON. */
export function graphXml(description: string): object {
  const { graphml, gexf } = GRAPH_FORMATS
  return { [graphml.mediaType]: binary(description), [gexf.mediaType]: binary(description) }
}

const Graphology = z
  .object({
    attributes: z.record(z.string(), z.unknown()),
    options: z.record(z.string(), z.unknown()),
    nodes: z.array(z.object({ key: z.string(), attributes: z.record(z.string(), z.unknown()) })),
    edges: z.array(
      z.object({
        ...{ source: z.string(), target: z.string(), undirected: z.boolean() },
        attributes: z.record(z.string(), z.unknown()),
      }),
    ),
  })
  .openapi('Graphology', { description: 'What `Graph.from` of graphology takes' })

/** Unselected columns are missing; `group_by` has columns of its own. */
function documentOf<Row>({ columns }: Table<Row>) {
  const row = z.object(Object.fromEntries(columns.map(toMember)))
  return pageOf(row)
}

function toMember<Row>({ name, type, description }: Column<Row>): [string, z.ZodType] {
  return [name, VALUES[type]().nullable().optional().openapi({ description })]
}

function binary(description: string) {
  return { schema: z.string().openapi({ format: 'binary', description }) }
}

function header(description: string) {
  return { description, schema: { type: 'string' as const } }
}
