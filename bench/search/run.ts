import { join } from 'node:path'
import { indexed } from '../archives.ts'
import type { CorpusFile } from '../corpus.ts'
import { grown } from '../grown-corpus.ts'
import { type Figure, atMost, percentile } from '../measure.ts'
import { measureCrowd } from './crowd.ts'
import { generateArchive } from './large-archive.ts'
import { measureOverhead } from './overhead.ts'
import { type TimedKind, timeKinds } from './kinds.ts'
import { measureRivals } from './rivals.ts'

const TIMES = 8
const MILLION = 1_000_000
const MAX_GROWTH = 1.05
const GOALS = { grown: 60, million: 250 }

/**
 * Searches of every kind on the corpus, on eight times as much, and on a million generated articles (minutes to write; an
 * archive that `$DATELINE_MILLION` names is used instead).
 */
export async function* measureSearch(corpus: CorpusFile, folder: string): AsyncGenerator<Figure> {
  yield* await measureOverhead(corpus, folder)
  yield* measureRivals(corpus, join(folder, 'search.db'), folder)
  const small = await timeKinds(join(folder, 'search.db'))
  const large = await grown(corpus, TIMES, folder)
  const file = join(folder, `search-${TIMES}.db`)
  await indexed(large, file)
  const times = await timeKinds(file)
  yield* times.kinds.flatMap((kind, i) => [
    toFigure(kind, GOALS.grown, large.name),
    toGrowth(kind, small.kinds[i]!),
  ])
  yield* await measureCrowd(file, large.name)
  yield* measureMillion(folder)
}

async function* measureMillion(folder: string): AsyncGenerator<Figure> {
  const given = process.env.DATELINE_MILLION
  const file = given ?? join(folder, 'million.db')
  if (given === undefined) generateArchive(file, MILLION)
  const { kinds, memory } = await timeKinds(file)
  const name = 'a million generated articles'
  yield* kinds.map((kind) => toFigure(kind, GOALS.million, name))
  yield {
    what: 'memory of the server',
    value: memory,
    unit: ' MB',
    ...atMost(1500, memory),
    how: `RssAnon after all kinds of searches, ${name}`,
  }
  yield* await measureCrowd(file, name)
}

function toFigure({ what, times }: TimedKind, goal: number, name: string): Figure {
  const p99 = percentile(times, 0.99)
  return {
    what: `${what}, p99`,
    value: p99,
    unit: ' ms',
    ...atMost(goal, p99),
    how: `${times.length} different queries, ${name}, p50 ${percentile(times, 0.5).toFixed(1)} ms`,
  }
}

function toGrowth({ what, times }: TimedKind, before: TimedKind): Figure {
  const [now, then] = [times, before.times].map((each) => percentile(each, 0.5)) as [number, number]
  const growth = Math.log(now / then) / Math.log(TIMES)
  return {
    what: `${what}, growth with the archive (exponent)`,
    value: growth,
    unit: '',
    ...atMost(MAX_GROWTH, growth),
    how: `p50 ${then.toFixed(1)} ms with an eighth of the articles`,
  }
}
