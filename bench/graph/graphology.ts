import { readFileSync } from 'node:fs'
import { UndirectedGraph } from 'graphology'
import louvainModule from 'graphology-communities-louvain'

/* Times graphology on exported ties: FILE HUB PAIRS; prints the seconds as JSON. */

const louvain = louvainModule as unknown as (graph: UndirectedGraph) => unknown
const MAX_HOPS = 4
const PATHS = 5
const [, , file = '', hub = '', written = '[]'] = process.argv
const pairs = JSON.parse(written) as [string, string][]
const graph = new UndirectedGraph()

function seconds(work: () => unknown): number {
  const started = performance.now()
  work()
  return (performance.now() - started) / 1000
}

function build(): void {
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line === '') continue
    const { a, b, strength } = JSON.parse(line) as { a: string; b: string; strength: number }
    graph.mergeEdge(a, b, { weight: strength + 1e-9 })
  }
}

function strongest(): [string, number][] {
  return graph
    .mapEdges(hub, (_, { weight }, a, b): [string, number] => [a === hub ? b : a, weight as number])
    .sort(([, x], [, y]) => y - x)
    .slice(0, 20)
}

/** The five first of the shortest simple paths, level by level; graphology has no function for it. */
function shortest([from, to]: [string, string]): string[][] {
  const found: string[][] = []
  for (let level = [[from]], hops = 0; level.length > 0 && hops < MAX_HOPS; hops++) {
    const next: string[][] = []
    for (const path of level) {
      for (const id of graph.neighbors(path.at(-1)!)) {
        if (path.includes(id)) continue
        if (id === to) found.push([...path, id])
        else next.push([...path, id])
        if (found.length === PATHS) return found
      }
    }
    level = next
  }
  return found
}

const built = seconds(build)
console.log(
  JSON.stringify({
    build: built,
    hub: seconds(strongest),
    path: seconds(() => pairs.map(shortest)) / pairs.length,
    communities: seconds(() => louvain(graph)),
  }),
)
