import neo4j, { type Driver, int } from 'neo4j-driver'
import { openArchive } from '#archive/open.ts'
import { articleChanges } from '#archive/projection/article-changes.ts'
import { entityChanges } from '#archive/projection/entity-changes.ts'
import { tieChanges } from '#archive/projection/tie-changes.ts'
import type { EngineAddress } from '#stores/shared/engine-address.ts'
import { toBatches } from '#stores/neo4j/batches.ts'
import { ARTICLES, ENTITY_WRITES, type WriteStep, TIE_WRITES } from '#stores/neo4j/write-plan.ts'
import { backend } from '#stores/neo4j/backend.ts'
import { BATCH_ROWS, openNeo4jTarget } from '#stores/neo4j/target.ts'
import type { NamedArchive } from '../archives.ts'
import { type Figure, atLeast, interleaved, median, quotients, spread } from '../measure.ts'
import { assertSame, timedRebuild } from './filling.ts'

const ROUNDS = 5

/** Projecting the graph of an archive ÷ the same statements with parameters built in advance. */
export async function measureGraph(address: EngineAddress, archive: NamedArchive): Promise<Figure> {
  const driver = openPlainDriver(address)
  const transactions = stepsOf(archive.path)
  const rows = transactions.flat().reduce((sum, { rows }) => sum + rows.length, 0)
  let size: number | null = null
  /** Checks that both arms produce the same graph. */
  const isWhole = async () => {
    const found = await sizeOf(driver)
    assertSame('nodes and relationships', found, (size ??= found))
  }

  async function project(): Promise<number> {
    const seconds = await timedRebuild(archive.path, [{ engine: backend, address }])
    await isWhole()
    return seconds
  }
  async function bare(): Promise<number> {
    await empty(address)
    const started = performance.now()
    await sendSteps(driver, transactions)
    const seconds = (performance.now() - started) / 1000
    await isWhole()
    return seconds
  }

  try {
    const seconds = await interleaved(ROUNDS, { project, bare })
    const ratios = quotients(seconds.bare, seconds.project)
    return {
      what: 'rebuild graph ÷ raw UNWIND of parameters that were built before',
      value: median(ratios),
      unit: '',
      ...atLeast(0.85, median(ratios)),
      how: `${archive.name}, ${rows} rows in ${transactions.length} transactions, ${ROUNDS} rounds, ${median(seconds.project).toFixed(1)} s, ratios ${spread(ratios)}`,
    }
  } finally {
    await driver.close()
  }
}

function openPlainDriver({ url, user, password }: EngineAddress): Driver {
  const auth = neo4j.auth.basic(user!, password!)
  return neo4j.driver(url, auth, { disableLosslessIntegers: true, telemetryDisabled: true })
}

/** Everything sent for an archive, one entry per transaction, with parameters built. */
function stepsOf(path: string): WriteStep[][] {
  const archive = openArchive(path, { write: false })
  const { db } = archive
  const all = Number.MAX_SAFE_INTEGER
  const batches = [
    ...toBatches(entityChanges(db, 0, all), ENTITY_WRITES, BATCH_ROWS),
    ...toBatches(articleChanges(db, 0, all), ARTICLES, BATCH_ROWS),
    ...toBatches(tieChanges(db, 0, all), TIE_WRITES, BATCH_ROWS),
  ]
  archive.close()
  return batches.map(({ steps }) => steps)
}

async function sendSteps(driver: Driver, transactions: WriteStep[][]): Promise<void> {
  const force = int(0)
  const session = driver.session()
  for (const steps of transactions) {
    await session.executeWrite((transaction) => {
      const running = steps.map(({ cypher, rows }) => transaction.run(cypher, { rows, force }))
      return Promise.all(running)
    })
  }
  await session.close()
}

/** Empties the database and creates the schema, as a projection does first. */
async function empty(address: EngineAddress): Promise<void> {
  const target = await openNeo4jTarget(address)
  await target.clear()
  await target.prepare('bench')
  await target.close()
}

async function sizeOf(driver: Driver): Promise<number> {
  const { records } = await driver.executeQuery(
    'RETURN COUNT { MATCH (n) } + COUNT { MATCH ()-[r]->() } AS size',
  )
  return records[0]!.get('size') as number
}
