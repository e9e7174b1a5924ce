import type { Column } from '../column.ts'

/** Where and how a node is drawn; `color` is `#rrggbb`. */
export interface NodeLook {
  x: number
  y: number
  size: number
  color: string
}

export interface GraphNode {
  id: string
  label: string
  look?: NodeLook | undefined
}

/** Undirected; `source` and `target` are ids of nodes. */
export interface GraphEdge {
  source: string
  target: string
  weight: number
}

export interface GraphAbout {
  /** A title for people. */
  description: string
  /** ISO 8601. */
  created: string
  /** The same view in the app. */
  url?: string | undefined
  /** The archive's version. */
  version?: number | undefined
}

/** The head of a file. The columns describe further attributes of nodes and edges. */
export interface GraphHead<N extends GraphNode, E extends GraphEdge> {
  about: GraphAbout
  nodes: readonly Column<N>[]
  edges: readonly Column<E>[]
}

/** Writes a file in this order: `start`, every node, `between`, every edge, `end`. */
export interface GraphWriter<N extends GraphNode, E extends GraphEdge> {
  start: string
  node(node: N): string
  between: string
  edge(edge: E): string
  end: string
}

export interface GraphFormat {
  extension: string
  mediaType: string
  writer<N extends GraphNode, E extends GraphEdge>(head: GraphHead<N, E>): GraphWriter<N, E>
}
