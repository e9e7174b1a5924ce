import type { Entity, Tie } from '../../graph.ts'
import type { ReadPart } from '../read.ts'
import { type TieFilter, readEntities, readTies } from '../sources.ts'
import { ENTITIES } from '../tables/entities.ts'
import { TIES } from '../tables/ties.ts'
import type { GraphAbout, GraphEdge, GraphFormat, GraphNode } from './types.ts'

type Node = GraphNode & { entity: Entity }
type Edge = GraphEdge & { tie: Tie }
export type GraphRow = { node: Entity } | { edge: Tie }

/** All entities, then all ties. */
export function readWholeGraph(filter: TieFilter): ReadPart<GraphRow> {
  const nodes = readEntities(filter)
  const edges = readTies(filter)
  return async (stores, cursor = NODES, signal) => {
    const [section, place] = [cursor.slice(0, 1), cursor.slice(1) || undefined]
    if (section === NODES) {
      const part = await nodes(stores, place, signal)
      const items = part.items.map((node) => ({ node }))
      return { ...part, items, next: part.next === null ? EDGES : NODES + part.next }
    }
    const part = await edges(stores, place, signal)
    const items = part.items.map((edge) => ({ edge }))
    return { ...part, items, next: part.next === null ? null : EDGES + part.next }
  }
}

const NODES = 'n'
const EDGES = 'e'

const nodeColumns = ENTITIES.columns
  .filter(({ name }) => name !== 'id' && name !== 'name')
  .map((column) => ({ ...column, value: ({ entity }: Node) => column.value(entity) }))

const edgeColumns = TIES.columns
  .filter(({ name }) => !/^[ab]/.test(name) || name === 'articles')
  .map((column) => ({ ...column, value: ({ tie }: Edge) => column.value(tie) }))

/** The bytes of a file. */
export async function* writeWholeGraph(
  format: GraphFormat,
  about: GraphAbout,
  batches: AsyncIterable<GraphRow[]>,
): AsyncGenerator<Uint8Array> {
  const writer = format.writer<Node, Edge>({ about, nodes: nodeColumns, edges: edgeColumns })
  const utf8 = new TextEncoder()
  let hasEdges = false

  function toText(row: GraphRow): string {
    if ('node' in row) {
      const { id, name } = row.node
      return writer.node({ id, label: name, entity: row.node })
    }
    const { a, b, sentences } = row.edge
    const edge = writer.edge({ source: a.id, target: b.id, weight: sentences, tie: row.edge })
    const between = hasEdges ? '' : writer.between
    hasEdges = true
    return between + edge
  }

  yield utf8.encode(writer.start)
  for await (const rows of batches) {
    if (rows.length > 0) yield utf8.encode(rows.map(toText).join(''))
  }
  yield utf8.encode((hasEdges ? '' : writer.between) + writer.end)
}
