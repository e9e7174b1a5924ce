import type { Column, ColumnType, Value } from '../column.ts'
import type { GraphAbout, GraphEdge, GraphFormat, GraphNode, NodeLook } from './types.ts'
import { escapeXml, xmlType, xmlValue, xmlValues } from './xml.ts'

type Owner = 'graph' | 'node' | 'edge'

const ABOUT = ['description', 'created', 'url', 'version'] as const

/** Columns that Gephi uses to draw a node. */
const LOOK: Column<NodeLook>[] = [
  lookColumn('x', 'number', ({ x }) => x),
  lookColumn('y', 'number', ({ y }) => y),
  lookColumn('size', 'number', ({ size }) => size),
  lookColumn('color', 'text', ({ color }) => color),
]

/** GraphML 1.0, as Gephi, NetworkX, igraph and yEd read it. */
export const GRAPHML: GraphFormat = {
  extension: 'graphml',
  mediaType: 'application/graphml+xml',
  writer({ about, nodes, edges }) {
    const keys = [
      ...ABOUT.map((name) => key('graph', name, name === 'version' ? 'integer' : 'text')),
      key('node', 'label', 'text'),
      ...[...LOOK, ...nodes].map(({ name, type }) => key('node', name, type)),
      key('edge', 'weight', 'number'),
      ...edges.map(({ name, type }) => key('edge', name, type)),
    ]
    return {
      start: [HEAD, ...keys, '<graph edgedefault="undirected">', aboutValues(about), ''].join('\n'),
      node: (node) => toNode(node, xmlValues(nodes, node, data('node'))),
      between: '',
      edge: (edge) => toEdge(edge, xmlValues(edges, edge, data('edge'))),
      end: '</graph>\n</graphml>\n',
    }
  },
}

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">`

function toNode({ id, label, look }: GraphNode, values: string): string {
  const shown = xmlValue('label', label, data('node'))
  const drawn = look ? xmlValues(LOOK, look, data('node')) : ''
  return `<node id="${escapeXml(id)}">${shown}${drawn}${values}</node>\n`
}

function toEdge({ source, target, weight }: GraphEdge, values: string): string {
  const ends = `source="${escapeXml(source)}" target="${escapeXml(target)}"`
  return `<edge ${ends}>${xmlValue('weight', weight, data('edge'))}${values}</edge>\n`
}

function aboutValues(about: GraphAbout): string {
  return ABOUT.map((name) => xmlValue(name, about[name] ?? null, data('graph'))).join('')
}

function key(owner: Owner, name: string, type: ColumnType): string {
  return `<key id="${owner}.${name}" for="${owner}" attr.name="${name}" attr.type="${xmlType(type)}"/>`
}

const data = (owner: Owner) => (name: string, text: string) =>
  `<data key="${owner}.${name}">${text}</data>`

function lookColumn(
  name: string,
  type: ColumnType,
  value: (look: NodeLook) => Value,
): Column<NodeLook> {
  return { name, type, description: '', value }
}
