import { type Column, column } from '#core/export/column.ts'
import { CSV } from '#core/export/formats/csv.ts'
import type { GraphAbout, GraphEdge, GraphNode } from '#core/export/graph/types.ts'
import { GRAPH_FORMATS, writeGraph } from '#core/export/graph/write.ts'
import type { GraphTheme } from '../canvas/theme.ts'
import type { Picture, PictureLine, PictureNode } from '../picture.ts'

type NodeRow = GraphNode & PictureNode
type EdgeRow = GraphEdge & PictureLine & { aName: string; bName: string }

const NODES: Column<PictureNode>[] = [
  column('kind', 'text', 'person, organization or country', ({ kind }) => kind),
  column('articles', 'integer', 'Articles that name it', ({ articles }) => articles),
  column('sentences', 'integer', 'Sentences that name it', ({ sentences }) => sentences),
  column('countries', 'list', 'Countries that it is named with most', ({ badges }) =>
    badges.map(({ id }) => id),
  ),
]
const EDGES: Column<PictureLine>[] = [
  column('sentences', 'integer', 'Sentences that name both', ({ sentences }) => sentences),
  column('articles', 'integer', 'Articles of these sentences', ({ articles }) => articles),
  column(
    'change',
    'text',
    'new, stronger, weaker or gone, where two periods are compared',
    ({ change }) => change,
  ),
]
const NAMED: Column<PictureNode>[] = [
  column('id', 'text', 'The id of an entity', ({ id }) => id),
  column('name', 'text', 'Its name', ({ name }) => name),
]
const ENDS: Column<EdgeRow>[] = [
  column('a', 'text', 'The id of an entity', ({ a }) => a),
  column('aName', 'text', 'Its name', ({ aName }) => aName),
  column('b', 'text', 'The id of the other', ({ b }) => b),
  column('bName', 'text', 'Its name', ({ bName }) => bName),
]

/** The picture's names or ties as a CSV table. */
export function writeCsv(picture: Picture, of: 'names' | 'ties'): string {
  if (of === 'names') return csv([...NAMED, ...NODES], picture.nodes)
  return csv<EdgeRow>([...ENDS, ...EDGES], edgeRows(picture))
}

/** The picture as a file for other graph programs, with positions and colours. */
export function writeGraphFile(
  picture: Picture,
  format: keyof typeof GRAPH_FORMATS,
  about: GraphAbout,
  theme: GraphTheme,
): string {
  const nodeRows = picture.nodes.map((node): NodeRow => {
    const { x, y, radius, kind } = node
    // In other programs the y axis points up.
    return {
      ...node,
      label: node.name,
      look: { x, y: -y, size: radius, color: toHex(theme.kinds[kind]) },
    }
  })
  const graph = { about, nodes: NODES, edges: EDGES, nodeRows, edgeRows: edgeRows(picture) }
  return [...writeGraph<NodeRow, EdgeRow>(GRAPH_FORMATS[format], graph)].join('')
}

function csv<Row>(columns: Column<Row>[], rows: readonly Row[]): string {
  const writer = CSV.writer(columns, {})
  return [writer.start(), writer.rows([...rows]), writer.end()].join('')
}

function edgeRows({ nodes, lines }: Picture): EdgeRow[] {
  const names = new Map(nodes.map(({ id, name }) => [id, name]))
  return lines.map((line) => ({
    ...line,
    ...{ source: line.a, target: line.b, weight: line.sentences },
    ...{ aName: names.get(line.a)!, bName: names.get(line.b)! },
  }))
}

function toHex(color: string): string {
  const channels = (color.match(/\d+/g) ?? []).slice(0, 3)
  return `#${channels.map((value) => Number(value).toString(16).padStart(2, '0')).join('')}`
}
