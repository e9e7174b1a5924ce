import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import neo4j, { type Driver } from 'neo4j-driver'
import { afterAll, beforeAll } from 'vitest'
import type { Service } from '../engines/engine.ts'

const POLL_MS = 200
const PATIENCE_MS = 900_000

/** Says that all there is in this Neo4j may be deleted. */
const MARK = 'DatelineTestData'

/** Plain Cypher on the Neo4j that the tests around have for themselves. */
export interface TestNeo4j {
  cypher: <T = unknown>(statement: string, parameters?: Record<string, unknown>) => Promise<T[]>
}

/**
 * Gives the tests around a Neo4j of their own, empty before and after: files that ask for the same one wait for each
 * other, in whatever processes they run. One that holds anything which no test has put there is refused.
 */
export function useNeo4j(service: Service): TestNeo4j {
  let driver: Driver
  let lock: DatabaseSync

  async function cypher<T>(statement: string, parameters = {}): Promise<T[]> {
    const session = driver.session()
    try {
      const { records } = await session.run(statement, parameters)
      return records.map((record) => record.toObject() as T)
    } finally {
      await session.close()
    }
  }

  beforeAll(async () => {
    lock = await takeLock(service.url)
    driver = neo4j.driver(service.url, neo4j.auth.basic(service.user, service.password), {
      disableLosslessIntegers: true,
      telemetryDisabled: true,
    })
    const [{ refused }] = (await cypher<{ refused: boolean }>(
      `RETURN EXISTS { (n) } AND NOT EXISTS { (:${MARK}) } AS refused`,
    )) as [{ refused: boolean }]
    if (refused) {
      throw new Error(`${service.url} holds a graph that is no test's; tests need an empty Neo4j`)
    }
    await cypher(`MERGE (:${MARK})`)
    await empty()
  }, PATIENCE_MS)

  afterAll(async () => {
    await empty()
    await cypher(`MATCH (n:${MARK}) DELETE n`)
    await driver.close()
    lock.close()
  })

  /** The mark stays. */
  async function empty() {
    await cypher('MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 10000 ROWS')
    await cypher(
      `MATCH (n) WHERE NOT n:${MARK} CALL (n) { DELETE n } IN TRANSACTIONS OF 10000 ROWS`,
    )
  }

  return { cypher }
}

/** An open transaction on a file of the machine: it ends with the process that holds it. */
async function takeLock(url: string): Promise<DatabaseSync> {
  const name = createHash('sha256').update(url).digest('hex').slice(0, 16)
  const lock = new DatabaseSync(join(tmpdir(), `dateline-test-neo4j-${name}`), { timeout: 0 })
  for (;;) {
    try {
      lock.exec('begin exclusive')
      return lock
    } catch {
      await wait(POLL_MS)
    }
  }
}
