import type { Network, NetworkEntity, NetworkTie } from '../../search.ts'
import { column } from '../column.ts'
import type { GraphAbout, GraphEdge, GraphNode } from './types.ts'
import type { Graph } from './write.ts'

type Node = GraphNode & NetworkEntity
type Edge = GraphEdge & NetworkTie

/** The network of a search; a tie's weight is its number of sentences. */
export function networkGraph({ entities, ties }: Network, about: GraphAbout): Graph<Node, Edge> {
  return {
    about,
    nodes: [
      column('kind', 'text', 'person, organization or country', ({ kind }) => kind),
      column('sentences', 'integer', 'Sentences that name it', ({ sentences }) => sentences),
      column('articles', 'integer', 'Articles that name it', ({ articles }) => articles),
      column('stories', 'integer', 'These, copies of one text once', ({ stories }) => stories),
      column('lift', 'number', 'How many times as often as everywhere', ({ lift }) => lift),
    ],
    edges: [
      column('sentences', 'integer', 'Sentences that name both', ({ sentences }) => sentences),
      column('articles', 'integer', 'Articles of these sentences', ({ articles }) => articles),
      column('stories', 'integer', 'These, copies of one text once', ({ stories }) => stories),
    ],
    nodeRows: entities.map((entity) => ({ ...entity, label: entity.name })),
    edgeRows: ties.map((tie) => ({ ...tie, source: tie.a, target: tie.b, weight: tie.sentences })),
  }
}
