import { cpus } from 'node:os'
import { join } from 'node:path'
import { startTestEngines, testFolder } from '#tests/services.ts'
import { elasticsearch } from '#engines/elasticsearch.ts'
import { fullName } from '#engines/launcher.ts'
import { neo4j } from '#engines/neo4j.ts'
import { createReport } from '#engines/report.ts'
import { stopEngines } from '#engines/stop.ts'
import { type NamedArchive, extracted, firstOf } from './archives.ts'
import type { CorpusFile } from './corpus.ts'
import { grown } from './grown-corpus.ts'
import { enginesAt } from '#tests/engines-at.ts'
import { measureBulkWriter } from './engines/bulk-writer.ts'
import { type BenchEngines, benchPrefix, timedRebuild } from './engines/filling.ts'
import { measureNetworks } from './engines/networks.ts'
import { measureGraph } from './engines/rebuild-graph.ts'
import { measureRebuildMemory } from './engines/rebuild-memory.ts'
import { measureRebuild } from './engines/rebuild-search.ts'
import { measureSearches } from './engines/searches.ts'
import type { Figure } from './measure.ts'

const NAME = 'bench'
const HEAP_MB = 1024
/** Enough articles for a dozen requests, few enough for many rounds. */
const FEW = 4000

/** Thrown when there is no engine to measure with. */
export class LeftOut extends Error {}

/** Our time relative to bare requests, on an Elasticsearch and a Neo4j started for this run and stopped after it. */
export async function* measureEngines(corpus: CorpusFile, folder: string): AsyncGenerator<Figure> {
  const engines = await startPair()
  try {
    const all = await extracted(corpus, join(folder, 'names.db'))
    const few = firstOf(all, FEW, folder)
    yield await measureBulkWriter(engines.elasticsearch, few)
    yield await measureRebuild(engines.elasticsearch, all)
    yield await measureGraph(engines.neo4j, all)
    yield* measureReading(engines, await extractedGrown(corpus, 4, folder), all)
    yield* measureRebuildMemory(engines, await extractedGrown(corpus, 8, folder))
  } finally {
    await stopEngines({ folder: testFolder(NAME), launchers: [elasticsearch, neo4j] })
  }
}

async function extractedGrown(corpus: CorpusFile, times: number, folder: string) {
  return extracted(await grown(corpus, times, folder), join(folder, `names-${times}.db`))
}

async function* measureReading(
  engines: BenchEngines,
  archive: NamedArchive,
  drawnFrom: NamedArchive,
): AsyncGenerator<Figure> {
  await timedRebuild(archive.path, [enginesAt(engines).search])
  yield* measureSearches(engines, archive, drawnFrom)
  yield await measureNetworks(engines.elasticsearch, archive)
}

export async function startPair(name = NAME): Promise<BenchEngines> {
  try {
    const pair = await startTestEngines(name, createReport(), HEAP_MB)
    console.log(
      `${fullName(elasticsearch)} and ${fullName(neo4j)}, ${HEAP_MB} MB of heap each, on the same ${cpus().length} cores\n`,
    )
    return { ...pair, elasticsearch: { ...pair.elasticsearch, prefix: benchPrefix() } }
  } catch (error) {
    throw new LeftOut(`no engines to measure with: ${(error as Error).message}`, { cause: error })
  }
}
