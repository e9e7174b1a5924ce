import { testFolder } from '#tests/services.ts'
import { elasticsearch } from '#engines/elasticsearch.ts'
import { neo4j } from '#engines/neo4j.ts'
import { stopEngines } from '#engines/stop.ts'
import { enginesAt } from '#tests/engines-at.ts'
import { startPair } from '../engines.ts'
import { timedRebuild } from '../engines/filling.ts'
import { openRaw } from '../engines/raw-http.ts'
import { withUser } from '../engines/rebuild-memory.ts'
import { type Figure, atMost, median } from '../measure.ts'
import { type Served, end, serveDateline } from '../served.ts'
import { questionsAbout } from './questions.ts'
import { type EnginePair, openStraight } from './straight.ts'
import { type Timings, strongest, timeQuestions } from './timing.ts'

const NAME = 'bench-graph'
const ROUNDS = 24
/** Only the network of a search has a goal; of the rest, the ratio is shown. */
const MAX_RATIO = 1.3

/** Starts engines, fills them with each archive and hands over the timings of both. */
export async function* measureOnEngines(
  archives: { small: string; large: string },
  figuresOf: (small: Timings, large: Timings) => Iterable<Figure>,
): AsyncGenerator<Figure> {
  const { elasticsearch: address, neo4j: graph } = await startPair(NAME)
  // A server looks for the usual names of indexes.
  const engines = { elasticsearch: { ...address, prefix: undefined }, neo4j: graph }
  try {
    const small = await filled(engines, archives.small, ({ url }) => timed(engines, url))
    const large = await filled(engines, archives.large, async ({ url }) => ({
      timings: await timed(engines, url),
      ratios: await ratios(engines, url),
    }))
    yield* figuresOf(small, large.timings)
    yield* large.ratios
  } finally {
    await stopEngines({ folder: testFolder(NAME), launchers: [elasticsearch, neo4j] })
  }
}

async function filled<T>(
  engines: EnginePair,
  archive: string,
  measure: (served: Served) => Promise<T>,
): Promise<T> {
  const { search, graph } = enginesAt(engines)
  await timedRebuild(archive, [search, graph])
  const served = await serveDateline(
    ...['--elasticsearch', withUser(engines.elasticsearch), '--neo4j', withUser(engines.neo4j)],
  )
  try {
    return await measure(served)
  } finally {
    await end(served)
  }
}

async function timed({ elasticsearch: address }: EnginePair, url: string): Promise<Timings> {
  const raw = openRaw(address)
  try {
    return await timeQuestions(url, () => clearCaches(raw))
  } finally {
    raw.close()
  }
}

/** Our time over HTTP ÷ what the engines take for the same requests and statements, one after the other. */
async function ratios(engines: EnginePair, url: string): Promise<Figure[]> {
  const raw = openRaw(engines.elasticsearch)
  const straight = await openStraight(engines)
  const figures: Figure[] = []
  try {
    for (const { what, address } of questionsAbout(await strongest(url))) {
      const times = { ours: [] as number[], straight: [] as number[] }
      for (let i = 0; i < ROUNDS; i++) {
        const path = `/api/v1${address(i)}`
        const sent = await straight.record(path)
        const arms = [
          ['ours', async () => (await fetch(url + path)).arrayBuffer()],
          ['straight', () => straight.send(sent)],
        ] as const
        for (const [arm, ask] of i % 2 === 0 ? arms : arms.toReversed()) {
          await clearCaches(raw)
          const started = performance.now()
          await ask()
          times[arm].push(performance.now() - started)
        }
      }
      const [ours, bare] = [median(times.ours), median(times.straight)]
      const value = ours / bare
      figures.push({
        what: `${what}, p50 ÷ the same sent straight to the engines`,
        value,
        unit: '',
        ...(what.startsWith('network') ? atMost(MAX_RATIO, value) : { goal: 'shown', met: true }),
        how: `${ROUNDS} times each, ours ${ours.toFixed(1)} ms, straight ${bare.toFixed(1)} ms`,
      })
    }
    return figures
  } finally {
    await straight.close()
    raw.close()
  }
}

/** Elasticsearch remembers counts. */
const clearCaches = (raw: ReturnType<typeof openRaw>) =>
  raw.ask({ method: 'POST', path: '/_all/_cache/clear?request=true' })
