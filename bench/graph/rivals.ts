import { execFileSync } from 'node:child_process'
import { createWriteStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { findCommunities } from '#core/analysis/communities.ts'
import { readGraph } from '#core/analysis/read-graph.ts'
import { batchesOf } from '#core/scan.ts'
import { openSqliteGraphStore } from '#stores/sqlite/graph/graph-store.ts'
import { type Figure, median, timesOf } from '../measure.ts'
import { questionsAbout } from './questions.ts'
import { strongest } from './timing.ts'

const PYTHON = join(import.meta.dirname, '../../.venv/bin/python')
const ROUNDS = 5
const PAIRS = 10

/** Seconds that a library takes; each question is asked `PAIRS` times or once. */
interface Seconds {
  build: number
  hub: number
  path: number
  communities: number
}

const QUESTIONS = { hub: 'ties of the largest hub', path: 'five paths' } as const

/** What an analyst would use instead, on the same graph: NetworkX and graphology, from its exported ties. */
export async function measureRivals(
  archive: string,
  url: string,
  folder: string,
): Promise<Figure[]> {
  const file = join(folder, 'ties.jsonl')
  await exportTies(archive, file)
  const known = await strongest(url)
  const pairs = Array.from({ length: PAIRS }, (_, i) => [
    known.entities[i]!.id,
    known.entities[150 + i]!.id,
  ])
  const asked = [file, known.entities[0]!.id, JSON.stringify(pairs)]
  const ours = {
    hub: await secondsOfOurs(QUESTIONS.hub),
    path: await secondsOfOurs(QUESTIONS.path),
    communities: await communitiesOf(archive),
  }
  const scriptAt = (name: string) => [join(import.meta.dirname, name), ...asked]
  const graphology = secondsOf(process.execPath, scriptAt('graphology.ts'))
  const networkx = existsSync(PYTHON) ? [secondsOf(PYTHON, scriptAt('networkx_graph.py'))] : []
  return [
    ...compared('graphology', ours, graphology),
    ...networkx.flatMap((seconds) => compared('NetworkX', ours, seconds)),
  ]

  async function secondsOfOurs(what: string): Promise<number> {
    const { address } = questionsAbout(known).find((each) => each.what.startsWith(what))!
    const ask = async (i: number) => (await fetch(`${url}/api/v1${address(i)}`)).arrayBuffer()
    return median(await timesOf(ask, 40, 10)) / 1000
  }
}

/** Reading the graph from the store included. */
async function communitiesOf(archive: string): Promise<number> {
  const store = openSqliteGraphStore(archive)
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now()
    findCommunities((await readGraph(store)).graph)
    times.push((performance.now() - started) / 1000)
  }
  await store.close()
  return median(times)
}

function compared(library: string, ours: Omit<Seconds, 'build'>, theirs: Seconds): Figure[] {
  const whats = {
    hub: 'the 20 strongest ties of the largest hub',
    path: 'five paths between two names (ours with two sentences a hop)',
    communities: 'communities of the whole graph (ours with reading it)',
  }
  return (Object.entries(whats) as [keyof typeof whats, string][]).map(([key, what]) => {
    const [built, asked, own] = [theirs.build, theirs[key], ours[key]].map((s) => s * 1000)
    return {
      what: `${library}, building and ${what} ÷ ours`,
      value: (built! + asked!) / own!,
      unit: '',
      goal: 'shown',
      met: true,
      how: `ours ${own!.toFixed(1)} ms; built in ${built!.toFixed(0)} ms, then ${asked!.toFixed(1)} ms, median of ${ROUNDS} runs`,
    }
  })
}

function secondsOf(program: string, args: string[]): Seconds {
  const runs = Array.from(
    { length: ROUNDS },
    () => JSON.parse(execFileSync(program, args, { encoding: 'utf8' })) as Seconds,
  )
  const of = (key: keyof Seconds) => median(runs.map((run) => run[key]))
  return { build: of('build'), hub: of('hub'), path: of('path'), communities: of('communities') }
}

/** One tie a line, as `scanTies` answers it. */
async function exportTies(archive: string, file: string): Promise<void> {
  const store = openSqliteGraphStore(archive)
  async function* lines() {
    for await (const { items } of batchesOf((cursor) => store.scanTies({ size: 1000, cursor }))) {
      for (const { a, b, sentences, strength } of items) {
        yield `${JSON.stringify({ a: a.id, b: b.id, sentences, strength })}\n`
      }
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(file))
  await store.close()
}
