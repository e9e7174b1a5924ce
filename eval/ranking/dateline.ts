import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openArchive } from '#archive/open.ts'
import { startServer } from '#api/server.ts'
import { elasticsearch } from '#engines/elasticsearch.ts'
import { neo4j } from '#engines/neo4j.ts'
import { stopEngines } from '#engines/stop.ts'
import { startProjection } from '#indexer/projection/projection.ts'
import { runIndex } from '#indexer/pipeline/run-index.ts'
import { enginesAt } from '#tests/engines-at.ts'
import { startTestEngines, testFolder } from '#tests/services.ts'

/** Ids of the best articles, best first. */
export type Ranker = (query: string, size: number) => Promise<string[]>

/** Dateline over an archive of some articles, asked as the browser asks it. */
export interface Ranked {
  /** `match`: how many words must match; `idOf` finds the corpus' own id in one of ours. */
  ranker(match: string, sort?: string): Ranker
  close(): Promise<void>
}

/** Indexes a JSONL file; returns the archive's path. */
export async function indexed(file: string): Promise<{ archive: string; remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'ranking-'))
  const path = join(folder, 'archive.db')
  const archive = openArchive(path, { write: true, create: true })
  await runIndex(archive, [file], { names: true, restore: false })
  archive.close()
  return { archive: path, remove: () => rmSync(folder, { recursive: true }) }
}

export const onSqlite = (archive: string, idOf: (id: string) => string): Promise<Ranked> =>
  serve({ archives: [archive] }, idOf)

/** Starts Elasticsearch for it; null where the programs are not there. */
export async function onElasticsearch(
  archive: string,
  idOf: (id: string) => string,
): Promise<Ranked | null> {
  const name = 'ranking'
  const stop = () => stopEngines({ folder: testFolder(name), launchers: [elasticsearch, neo4j] })
  try {
    const pair = await startTestEngines(name)
    const engines = enginesAt(pair)
    const projection = await startProjection({
      archive,
      engines: [engines.search, engines.graph],
      job: 'rebuild',
    })
    await projection.finish()
    const served = await serve({ engines }, idOf)
    const close = async () => {
      await served.close()
      await stop()
    }
    return { ...served, close }
  } catch (error) {
    console.error(`Elasticsearch is left out: ${String(error)}`)
    await stop()
    return null
  }
}

type Served = Parameters<typeof startServer>[0]['served']

async function serve(served: Served, idOf: (id: string) => string): Promise<Ranked> {
  const server = await startServer({ served, host: '127.0.0.1', port: 0 })
  return {
    ranker:
      (match, sort = 'relevance') =>
      async (query, size) => {
        const asked = new URLSearchParams({ q: query, size: String(size), match, sort })
        const response = await fetch(`${server.url}/api/v1/articles?${asked}`)
        if (!response.ok) return []
        const { items } = (await response.json()) as { items: { id: string }[] }
        return items.map(({ id }) => idOf(id))
      },
    close: () => server.close(),
  }
}
