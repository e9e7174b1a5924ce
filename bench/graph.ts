import { join } from 'node:path'
import { openArchive } from '#archive/open.ts'
import { startServer } from '#api/server.ts'
import type { Network } from '#core/search.ts'
import { runIndex } from '#indexer/pipeline/run-index.ts'
import { seeded } from '#core/analysis/seeded.ts'
import type { CorpusFile } from './corpus.ts'
import { grown } from './grown-corpus.ts'
import { openHttpLine } from './http-line.ts'
import { type Figure, atMost } from './measure.ts'

const ASKED = 60
const WARM_UP = 20
const SEED = 4310
const TIMES = 8
const MAX_GROWTH = 1.05

/**
 * A query of the graph, with the goal of its 95th percentile on the embedded stores in
 * milliseconds.
 */
interface Question {
  what: string
  goal: number
  address: (i: number) => string
}

/** Times queries of the graph over HTTP on the embedded stores, one after the other, and how they grow with the archive. */
export async function* measureGraph(corpus: CorpusFile, folder: string): AsyncGenerator<Figure> {
  const small = await timesOf(corpus, join(folder, 'graph.db'))
  const large = await timesOf(await grown(corpus, TIMES, folder), join(folder, `graph-${TIMES}.db`))
  for (const [i, { what, goal, times, name }] of large.entries()) {
    const p95 = percentile(times, 0.95)
    const before = small[i]!.times
    const shown = [0.5, 0.95, 0.99].map((share) => percentile(times, share).toFixed(1)).join('–')
    yield {
      what: `${what}, p95`,
      value: p95,
      unit: ' ms',
      ...atMost(goal, p95),
      how: `${ASKED} times after ${WARM_UP} others, ${name}, embedded stores, p50–p95–p99 ${shown} ms`,
    }
    const growth = Math.log(percentile(times, 0.5) / percentile(before, 0.5)) / Math.log(TIMES)
    yield {
      what: `${what}, growth with the archive (exponent)`,
      value: growth,
      unit: '',
      ...atMost(MAX_GROWTH, growth),
      how: `p50 ${percentile(before, 0.5).toFixed(1)} ms with an eighth of the articles`,
    }
  }
}

interface Timed {
  what: string
  goal: number
  /** Milliseconds, ascending. */
  times: number[]
  /** Of the corpus. */
  name: string
}

async function timesOf({ path, name }: CorpusFile, file: string): Promise<Timed[]> {
  const archive = openArchive(file, { write: true, create: true })
  await runIndex(archive, [path], { names: true, restore: false })
  archive.close()
  const server = await startServer({ served: { archives: [file] }, host: '127.0.0.1', port: 0 })
  const line = await openHttpLine(server.url)
  const get = (address: string) => line.get(`/api/v1${address}`)
  try {
    const known = await fetch(`${server.url}/api/v1/graph?rank=frequent&size=300`)
    const timed: Timed[] = []
    for (const question of questions((await known.json()) as Network)) {
      const { what, goal } = question
      timed.push({ what, goal, times: await measure(question, get), name })
    }
    return timed
  } finally {
    line.close()
    await server.close()
  }
}

function questions({ entities, ties }: Network): Question[] {
  const random = seeded(SEED)
  const one = <T>(values: T[]) => values[Math.floor(random() * values.length)]!
  const words = ['oil', 'trade', 'opec', 'bank', 'earnings', 'copper', 'price', 'market']
  const hub = entities[0]!.id
  return [
    {
      what: 'network of a search, 60 names',
      goal: 60,
      address: (i) => `/graph?q=${words[i % words.length]}`,
    },
    { what: 'network of everything, 60 names', goal: 120, address: () => '/graph' },
    {
      what: 'ties of the largest hub, in a search',
      goal: 60,
      address: (i) => `/entities/${hub}/ties?q=${words[i % words.length]}`,
    },
    { what: 'ties of the largest hub', goal: 60, address: () => `/entities/${hub}/ties` },
    {
      what: 'evidence of a tie, with its count',
      goal: 30,
      address: () => {
        const { a, b } = one(ties)
        return `/ties/${a}/${b}/evidence`
      },
    },
    {
      what: 'five paths between two known names, with evidence',
      goal: 300,
      address: () => {
        const [a, b] = [one(entities.slice(0, 150)), one(entities.slice(150))]
        return `/paths/${a.id}/${b.id}`
      },
    },
    {
      what: 'what changed between two months, everything',
      goal: 500,
      address: () => '/graph/changes?earlier=1987-03&later=1987-04',
    },
  ]
}

async function measure(
  { address }: Question,
  get: (address: string) => Promise<unknown>,
): Promise<number[]> {
  const times: number[] = []
  for (let i = 0; i < WARM_UP + ASKED; i++) {
    const asked = address(i)
    const started = performance.now()
    await get(asked)
    if (i >= WARM_UP) times.push(performance.now() - started)
  }
  return times.sort((x, y) => x - y)
}

const percentile = (ascending: number[], share: number) =>
  ascending[Math.ceil(share * ascending.length) - 1]!
