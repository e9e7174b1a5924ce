import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'

/*
 * Indexes a gzipped JSONL file with a search library, in a process of its own so that its memory can be told, and prints
 * what it measured as JSON: `node run.ts LIBRARY CORPUS QUERIES`.
 */

/** What one arm of the comparison measured. */
export interface RivalRun {
  indexing: number
  /** Milliseconds of each query. */
  times: number[]
  /** Number of queries with a hit. */
  answered: number
  /** Resident memory in MB once everything is indexed. */
  memory: number
}

interface Text {
  id: string
  title: string
  body: string
}
type Search = (query: string) => number

interface MiniSearchModule {
  default: new (options: { fields: string[]; storeFields: string[] }) => {
    addAll(texts: Text[]): void
    search(query: string, options: { combineWith: string }): unknown[]
  }
}
interface Builder {
  ref(name: string): void
  field(name: string): void
  add(text: Text): void
}
type Lunr = (build: (this: Builder) => void) => { search(query: string): unknown[] }

const LIBRARIES: Record<string, (texts: Text[]) => Search> = {
  minisearch(texts) {
    const { default: MiniSearch } = load<MiniSearchModule>('minisearch')
    const index = new MiniSearch({ fields: ['title', 'body'], storeFields: ['title'] })
    index.addAll(texts)
    return (query) => index.search(query, { combineWith: 'AND' }).length
  },
  lunr(texts) {
    const lunr = load<Lunr>('lunr')
    const index = lunr(function () {
      this.ref('id')
      this.field('title')
      this.field('body')
      for (const text of texts) this.add(text)
    })
    // Every word must occur, as everywhere in this comparison.
    return (query) => index.search(query.replace(/\S+/g, '+$&')).length
  },
}

function load<M>(name: string): M {
  const folder = resolve(process.env.DATELINE_RIVALS ?? 'rivals')
  const module = createRequire(resolve(folder, 'index.js'))(name) as M & { default?: unknown }
  return (name === 'minisearch' && !module.default ? { default: module } : module) as M
}

const [library, corpus, queries] = process.argv.slice(2) as [string, string, string]
const texts = gunzipSync(readFileSync(corpus)).toString('utf8').trimEnd().split('\n')
const read = texts.map((line) => JSON.parse(line) as Text)
const started = performance.now()
const search = LIBRARIES[library]!(read)
const indexing = (performance.now() - started) / 1000
const memory = process.memoryUsage().rss / 2 ** 20
const times: number[] = []
let answered = 0
const list = JSON.parse(readFileSync(queries, 'utf8')) as string[]
for (const query of [...list, ...list]) {
  const before = performance.now()
  const hits = search(query)
  times.push(performance.now() - before)
  if (times.length > list.length && hits > 0) answered++
}
const run: RivalRun = { indexing, times: times.slice(list.length), answered, memory }
console.log(JSON.stringify(run))
