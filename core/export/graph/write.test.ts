import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { hasPython, runPythonFile } from '#tests/python/run.ts'
import { type Graph, GRAPH_FORMATS, writeGraph } from './write.ts'
import type { GraphEdge, GraphNode } from './types.ts'

interface Name extends GraphNode {
  articles: number
  aliases: string[]
  isPinned: boolean
  first: string | null
}

interface Tie extends GraphEdge {
  surprise: number
}

const ODD = 'O’Brien & "Sons" <b>\n\u0001 \u202E سلام 🜁 \uD800'
const KEPT = 'O’Brien & "Sons" <b>\n\uFFFD \u202E سلام 🜁 \uFFFD'

const GRAPH: Graph<Name, Tie> = {
  about: {
    description: 'Names of "grid" & <gas>',
    created: '2024-05-01T10:00:00Z',
    url: 'http://localhost:4310/graph?q=grid&from=2023',
    version: 12,
  },
  nodes: [
    { name: 'articles', type: 'integer', description: '', value: (node) => node.articles },
    { name: 'aliases', type: 'list', description: '', value: (node) => node.aliases },
    { name: 'pinned', type: 'boolean', description: '', value: (node) => node.isPinned },
    { name: 'first', type: 'date', description: '', value: (node) => node.first },
  ],
  edges: [{ name: 'surprise', type: 'number', description: '', value: (tie) => tie.surprise }],
  nodeRows: [
    {
      ...{ id: 'country-az', label: ODD, articles: 7, aliases: ['Baku', 'Azerbaijan'] },
      ...{ isPinned: true, first: '2023-06-01' },
      look: { x: 1.5, y: -2, size: 8, color: '#ff8000' },
    },
    { id: 'person-ə', label: 'Ə', articles: 0, aliases: [], isPinned: false, first: null },
    { id: 'org-alone', label: '', articles: 1, aliases: [], isPinned: false, first: null },
  ],
  edgeRows: [{ source: 'country-az', target: 'person-ə', weight: 3, surprise: 0.25 }],
}

const written = (name: keyof typeof GRAPH_FORMATS, graph = GRAPH) =>
  [...writeGraph(GRAPH_FORMATS[name], graph)].join('')

describe('a graph in the form of graphology', () => {
  test('holds options, nodes and edges with all their values', () => {
    expect(JSON.parse(written('json'))).toMatchObject({
      attributes: GRAPH.about,
      options: { type: 'undirected', multi: false },
      nodes: [
        {
          key: 'country-az',
          attributes: { label: ODD, x: 1.5, y: -2, size: 8, color: '#ff8000', articles: 7 },
        },
        { key: 'person-ə', attributes: { aliases: [], pinned: false, first: null } },
        { key: 'org-alone' },
      ],
      edges: [
        {
          ...{ source: 'country-az', target: 'person-ə', undirected: true },
          attributes: { weight: 3, surprise: 0.25 },
        },
      ],
    })
  })

  test('of nothing is a graph too', () => {
    const nothing = { ...GRAPH, nodeRows: [], edgeRows: [] }
    expect(JSON.parse(written('json', nothing))).toMatchObject({ nodes: [], edges: [] })
  })
})

describe.skipIf(!hasPython)('graph files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'graph-files-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const asRead = (graph: Graph<Name, Tie>) => {
    const files = (['graphml', 'gexf'] as const).map((name) => {
      const file = join(folder, `graph.${name}`)
      writeFileSync(file, written(name, graph).toWellFormed())
      return file
    })
    return JSON.parse(runPythonFile('graph-files.py', ...files)) as {
      [reader in 'graphml' | 'gexf']: {
        directed: boolean
        about: object
        nodes: Record<string, object>
        edges: [string, string, object][]
      }
    } & { igraph: object }
  }

  test('follow their schemas, and open unchanged in NetworkX and igraph', () => {
    const { graphml, gexf, igraph } = asRead(GRAPH)
    expect(graphml).toMatchObject({ directed: false, about: GRAPH.about })
    expect(graphml.nodes).toEqual({
      'country-az': {
        ...{ label: KEPT, articles: 7, aliases: 'Baku|Azerbaijan', pinned: true },
        ...{ first: '2023-06-01', x: 1.5, y: -2, size: 8, color: '#ff8000' },
      },
      'person-ə': { label: 'Ə', articles: 0, aliases: '', pinned: false },
      'org-alone': { label: '', articles: 1, aliases: '', pinned: false },
    })
    expect(graphml.edges).toEqual([['country-az', 'person-ə', { weight: 3, surprise: 0.25 }]])

    expect(gexf.nodes['country-az']).toEqual({
      ...{ label: KEPT, articles: 7, aliases: 'Baku|Azerbaijan', pinned: true },
      first: '2023-06-01',
      viz: {
        ...{ color: { r: 255, g: 128, b: 0, a: 1 }, size: 8 },
        position: { x: 1.5, y: -2, z: 0 },
      },
    })
    expect(gexf.edges).toMatchObject([['country-az', 'person-ə', { weight: 3, surprise: 0.25 }]])

    expect(igraph).toEqual({
      directed: false,
      ids: ['country-az', 'person-ə', 'org-alone'],
      labels: [KEPT, 'Ə', ''],
      weights: [3],
    })
  })
})
