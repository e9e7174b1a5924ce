import { openArchive } from '#archive/open.ts'
import { openProjectionLedger } from '#archive/projection/projection-ledger.ts'
import { runProjection } from '#indexer/projection/run-projection.ts'
import type { EngineAddress } from '#stores/shared/engine-address.ts'
import { type ElasticsearchAddress, backend } from '#stores/elasticsearch/backend.ts'
import { connect } from '#stores/elasticsearch/connection.ts'
import { namesOf, writeAlias } from '#stores/elasticsearch/index-names.ts'
import { createTarget } from '#stores/elasticsearch/write/target.ts'
import type { NamedArchive } from '../archives.ts'
import { type Figure, atLeast, interleaved, median, quotients, spread } from '../measure.ts'
import * as fillings from './filling.ts'
import { type RawRequest, openRaw, sendBulk } from './raw-http.ts'
import { record } from './recording.ts'

const ROUNDS = 5
const IN_FLIGHT = 2

/** `rebuild search` ÷ raw `_bulk` of the same bodies, from empty indexes until everything is searchable. */
export async function measureRebuild(
  address: EngineAddress,
  archive: NamedArchive,
): Promise<Figure> {
  const raw = openRaw(address)
  const sent = await bodiesOfRebuild(address, archive.path)
  const isWhole = async (...indexes: string[]) =>
    fillings.assertSame(
      'articles and names',
      await fillings.countAll(raw, ...indexes),
      sent.changes,
    )

  async function rebuild(): Promise<number> {
    const prefix = fillings.benchPrefix()
    const seconds = await fillings.timedRebuild(archive.path, [
      { engine: backend, address: { ...address, prefix } as ElasticsearchAddress },
    ])
    const { articles, entities } = namesOf(prefix)
    await isWhole(articles, entities)
    await fillings.forgetPrefix(raw, prefix)
    return seconds
  }
  async function bare(): Promise<number> {
    const { articles, entities } = await fillings.emptyGeneration(address)
    const started = performance.now()
    await sendBulk(raw, writeAlias(entities), sent.entities, IN_FLIGHT)
    await sendBulk(raw, writeAlias(articles), sent.articles, IN_FLIGHT)
    await isWhole(articles, entities)
    const seconds = (performance.now() - started) / 1000
    await fillings.deleteIndexes(raw, articles, entities)
    return seconds
  }

  try {
    const seconds = await interleaved(ROUNDS, { rebuild, bare })
    const ratios = quotients(seconds.bare, seconds.rebuild)
    return {
      what: 'rebuild search ÷ raw _bulk of the bodies that it sends',
      value: median(ratios),
      unit: '',
      ...atLeast(0.85, median(ratios)),
      how: `${archive.name}, ${sent.changes} changes, ${IN_FLIGHT} requests in flight, until searchable, ${ROUNDS} rounds, ${median(seconds.rebuild).toFixed(1)} s, ratios ${spread(ratios)}`,
    }
  } finally {
    raw.close()
  }
}

/** Rebuilds once and records the requests. */
async function bodiesOfRebuild(address: EngineAddress, path: string) {
  const prefix = fillings.benchPrefix()
  const requests: RawRequest[] = []
  const connection = connect(address)
  record(connection, requests)
  const target = createTarget(connection, namesOf(prefix), { report: () => {}, patienceMs: 0 })
  const archive = openArchive(path, { write: false })
  const ledger = openProjectionLedger(path)
  const source = { db: archive.db, ledger, engine: backend }
  const { sent: changes } = await runProjection('rebuild', target, source, {
    stop: new AbortController().signal,
    finishing: Promise.resolve(),
    begin: async () => {},
    onReady: () => {},
    onProgress: () => {},
    onWaiting: () => {},
  })
  await target.close()
  ledger.close()
  archive.close()

  const raw = openRaw(address)
  await fillings.forgetPrefix(raw, prefix)
  raw.close()
  const bodies = (of: string) =>
    requests
      .filter(({ path }) => path.startsWith(`/${prefix}-${of}-`) && path.includes('/_bulk'))
      .map(({ body }) => body!)
  return { changes, articles: bodies('articles'), entities: bodies('entities') }
}
