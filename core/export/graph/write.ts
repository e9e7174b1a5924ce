import { GEXF } from './gexf.ts'
import { GRAPHML } from './graphml.ts'
import { GRAPHOLOGY } from './graphology.ts'
import type { GraphEdge, GraphFormat, GraphHead, GraphNode } from './types.ts'

/** Graph formats by file extension; `json` is graphology's. */
export const GRAPH_FORMATS = { graphml: GRAPHML, gexf: GEXF, json: GRAPHOLOGY } as const

export interface Graph<N extends GraphNode, E extends GraphEdge> extends GraphHead<N, E> {
  nodeRows: Iterable<N>
  edgeRows: Iterable<E>
}

/** The text of a whole file, in chunks. */
export function* writeGraph<N extends GraphNode, E extends GraphEdge>(
  format: GraphFormat,
  { nodeRows, edgeRows, ...head }: Graph<N, E>,
): Generator<string> {
  const writer = format.writer(head)
  yield writer.start
  for (const row of nodeRows) yield writer.node(row)
  yield writer.between
  for (const row of edgeRows) yield writer.edge(row)
  yield writer.end
}
