import { randomBytes } from 'node:crypto'
import { startProjection } from '#indexer/projection/projection.ts'
import type { EngineAt } from '#stores/backend.ts'
import type { ElasticsearchAddress } from '#stores/elasticsearch/backend.ts'
import type { EngineAddress } from '#stores/shared/engine-address.ts'
import { connect } from '#stores/elasticsearch/connection.ts'
import { createGenerations } from '#stores/elasticsearch/write/generations.ts'
import { type Generation, namesOf } from '#stores/elasticsearch/index-names.ts'
import type { RawHttp } from './raw-http.ts'

/** Indexes get a known prefix so that they can be found and deleted. */
export interface BenchEngines {
  elasticsearch: ElasticsearchAddress & { prefix: string }
  neo4j: EngineAddress
}

export const benchPrefix = () => `dateline-bench-${randomBytes(5).toString('hex')}`

/** Creates empty indexes as every generation begins: our mapping, one shard, no refresh until the end. */
export async function emptyGeneration(address: EngineAddress): Promise<Generation> {
  const connection = connect(address)
  const generation = await createGenerations(connection, namesOf(benchPrefix())).create('bench')
  await connection.client.close()
  return generation
}

/** Seconds from preparing an engine for a new fill until the whole archive is searchable. */
export async function timedRebuild(archive: string, engines: EngineAt[]): Promise<number> {
  const projection = await startProjection({ archive, engines, job: 'rebuild' })
  const started = performance.now()
  const outcomes = await projection.finish()
  const seconds = (performance.now() - started) / 1000
  for (const { outcome } of outcomes) {
    if ('error' in outcome) throw outcome.error
    assertSame('refused', outcome.refused, 0)
  }
  return seconds
}

/** Refreshes, then counts. */
export async function countAll(raw: RawHttp, ...indexes: string[]): Promise<number> {
  const path = `/${indexes.join(',')}`
  await raw.ask({ method: 'POST', path: `${path}/_refresh` })
  const answer = await raw.ask({ method: 'GET', path: `${path}/_count` })
  return (JSON.parse(answer) as { count: number }).count
}

export async function deleteIndexes(raw: RawHttp, ...indexes: string[]): Promise<void> {
  await raw.ask({ method: 'DELETE', path: `/${indexes.join(',')}` })
}

export async function forgetPrefix(raw: RawHttp, prefix: string): Promise<void> {
  const path = `/_cat/indices/${prefix}-*?format=json&h=index`
  const listed = JSON.parse(await raw.ask({ method: 'GET', path })) as { index: string }[]
  await deleteIndexes(raw, ...listed.map(({ index }) => index))
}

export function assertSame(what: string, found: unknown, wanted: unknown): void {
  if (found !== wanted) throw new Error(`${what}: ${String(found)}, not ${String(wanted)}`)
}
