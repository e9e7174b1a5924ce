import { join } from 'node:path'
import type { CorpusFile } from './corpus.ts'
import { measureOnEngines } from './graph/engines.ts'
import { measureRivals } from './graph/rivals.ts'
import { HOW_OFTEN, type Timings, percentiles, timeQuestions } from './graph/timing.ts'
import { grown } from './grown-corpus.ts'
import { type Figure, atMost, percentile } from './measure.ts'
import { anonymousMemory, peakOf } from './memory.ts'
import { type Served, end, serveDateline } from './served.ts'

const TIMES = 8
const MAX_GROWTH = 1.05
const MAX_REFUSAL_MS = 150
const MAX_ANALYSIS_SECONDS = 20

/** Questions of the graph over HTTP, one after the other, on an archive and on one eight times as large, on both pairs of stores. */
export async function* measureGraph(corpus: CorpusFile, folder: string): AsyncGenerator<Figure> {
  const small = await imported(corpus, join(folder, 'graph.db'))
  const large = await imported(
    await grown(corpus, TIMES, folder),
    join(folder, `graph-${TIMES}.db`),
  )
  yield* measureArchives({ small, large }, folder)
}

/** Of archives that exist already; the large one holds eight times the articles of the small one. */
async function* measureArchives(
  archives: { small: string; large: string },
  folder: string,
): AsyncGenerator<Figure> {
  const small = await whileServed(archives.small, async ({ url }) => ({
    timings: await timeQuestions(url),
    rivals: await measureRivals(archives.small, url, folder),
  }))
  const large = await whileServed(archives.large, async ({ url, child }) => ({
    timings: await timeQuestions(url),
    memory: anonymousMemory(child.pid!),
  }))
  yield* figuresOf('embedded', small.timings, large.timings)
  yield {
    what: 'memory of the server after these questions, embedded',
    value: large.memory / 1024,
    unit: ' MB',
    goal: 'shown',
    met: true,
    how: `RssAnon, ${TIMES} × the articles`,
  }
  yield* small.rivals
  yield await analysis(archives.small)
  yield* measureOnEngines(archives, (less, more) => figuresOf('engines', less, more))
}

async function imported({ path }: CorpusFile, archive: string): Promise<string> {
  await peakOf(['index', path, '--archive', archive, '--embedded', '--json'])
  return archive
}

async function whileServed<T>(archive: string, work: (served: Served) => Promise<T>): Promise<T> {
  const served = await serveDateline('--embedded', '--archive', archive)
  try {
    return await work(served)
  } finally {
    await end(served)
  }
}

function* figuresOf(
  stores: 'embedded' | 'engines',
  small: Timings,
  large: Timings,
): Generator<Figure> {
  for (const [i, { what, goals, times }] of large.questions.entries()) {
    const p95 = percentile(times, 0.95)
    const before = small.questions[i]!.times
    const growth = Math.log(percentile(times, 0.5) / percentile(before, 0.5)) / Math.log(TIMES)
    yield {
      what: `${what}, ${stores}, p95`,
      value: p95,
      unit: ' ms',
      ...atMost(goals[stores], p95),
      how: `${TIMES} × the articles, ${HOW_OFTEN}, p50–p95–p99 ${percentiles(times)} ms; with the articles once ${percentiles(before)} ms`,
    }
    yield {
      what: `${what}, ${stores}, growth with the archive (exponent)`,
      value: growth,
      unit: '',
      ...atMost(MAX_GROWTH, growth),
      how: 'of p50',
    }
  }
  const p99 = percentile(large.refusals, 0.99)
  yield {
    what: `refusals, ${stores}, p99`,
    value: p99,
    unit: ' ms',
    ...atMost(MAX_REFUSAL_MS, p99),
    how: `${large.refusals.length} requests, p50–p95–p99 ${percentiles(large.refusals)} ms`,
  }
}

/** Communities, standing and the map of the whole graph; a batch. */
async function analysis(archive: string): Promise<Figure> {
  const started = performance.now()
  await peakOf(['analyse', '--embedded', '--archive', archive, '--json'])
  const seconds = (performance.now() - started) / 1000
  return {
    what: 'dateline analyse: communities, standing and coordinates, embedded',
    value: seconds,
    unit: ' s',
    ...atMost(MAX_ANALYSIS_SECONDS, seconds),
    how: 'the articles once, with start and reading',
  }
}
