import type { Column, Value } from '../column.ts'
import type { GraphFormat } from './types.ts'

/** The input of graphology's `Graph.from`. */
export const GRAPHOLOGY: GraphFormat = {
  extension: 'json',
  mediaType: 'application/json',
  writer({ about, nodes, edges }) {
    const options = { type: 'undirected', multi: false, allowSelfLoops: false }
    const head = JSON.stringify({ attributes: about, options }).slice(0, -1)
    const [nodeItem, edgeItem] = [listItem(), listItem()]
    return {
      start: `${head},"nodes":[`,
      node(node) {
        const { id: key, label, look } = node
        return nodeItem({ key, attributes: { label, ...look, ...valuesOf(nodes, node) } })
      },
      between: '],"edges":[',
      edge(edge) {
        const { source, target, weight } = edge
        const attributes = { weight, ...valuesOf(edges, edge) }
        return edgeItem({ source, target, attributes, undirected: true })
      },
      end: ']}\n',
    }
  },
}

function valuesOf<Row>(columns: readonly Column<Row>[], row: Row): Record<string, Value> {
  return Object.fromEntries(columns.map(({ name, value }) => [name, value(row)]))
}

/** Array items, separated by commas. */
function listItem() {
  let separator = '\n'
  return (item: object): string => {
    const written = separator + JSON.stringify(item)
    separator = ',\n'
    return written
  }
}
