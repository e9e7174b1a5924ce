import type { Column } from '../column.ts'
import type { GraphAbout, GraphEdge, GraphFormat, GraphNode, NodeLook } from './types.ts'
import { escapeXml, xmlType, xmlValues } from './xml.ts'

/** GEXF 1.2, since NetworkX before 3.6 cannot read 1.3. */
export const GEXF: GraphFormat = {
  extension: 'gexf',
  mediaType: 'application/gexf+xml',
  writer({ about, nodes, edges }) {
    let written = 0
    return {
      start: `${HEAD}\n${meta(about)}\n<graph mode="static" defaultedgetype="undirected">\n${attributes('node', nodes)}${attributes('edge', edges)}<nodes>\n`,
      node: (node) => toNode(node, xmlValues(nodes, node, attributeValue)),
      between: '</nodes>\n<edges>\n',
      edge: (edge) => toEdge(edge, written++, xmlValues(edges, edge, attributeValue)),
      end: '</edges>\n</graph>\n</gexf>\n',
    }
  },
}

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz" version="1.2">`

function meta({ description, created, url, version }: GraphAbout): string {
  const lines = [description, url, version && `Archive version ${version}`].filter(Boolean)
  const text = escapeXml(lines.join('. '))
  return `<meta lastmodifieddate="${created.slice(0, 10)}"><creator>Dateline</creator><description>${text}</description></meta>`
}

function attributes<Row>(owner: string, columns: readonly Column<Row>[]): string {
  if (columns.length === 0) return ''
  const list = columns.map(
    ({ name, type }) => `<attribute id="${name}" title="${name}" type="${xmlType(type)}"/>\n`,
  )
  return `<attributes class="${owner}" mode="static">\n${list.join('')}</attributes>\n`
}

function toNode({ id, label, look }: GraphNode, values: string): string {
  const shown = `id="${escapeXml(id)}" label="${escapeXml(label)}"`
  return `<node ${shown}>${attributeValues(values)}${look ? viz(look) : ''}</node>\n`
}

function toEdge({ source, target, weight }: GraphEdge, id: number, values: string): string {
  const ends = `source="${escapeXml(source)}" target="${escapeXml(target)}"`
  return `<edge id="${id}" ${ends} weight="${weight}">${attributeValues(values)}</edge>\n`
}

const attributeValue = (name: string, text: string) => `<attvalue for="${name}" value="${text}"/>`

const attributeValues = (values: string) => values && `<attvalues>${values}</attvalues>`

function viz({ x, y, size, color }: NodeLook): string {
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16))
  return `<viz:color r="${r}" g="${g}" b="${b}"/><viz:position x="${x}" y="${y}" z="0"/><viz:size value="${size}"/>`
}
