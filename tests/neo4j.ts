import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import neo4j from 'neo4j-driver'
import { afterAll, beforeAll } from 'vitest'
import type { Service } from '#engines/launcher.ts'

const POLL_MS = 200
const PATIENCE_MS = 900_000

/** A marker node: everything in this Neo4j may be deleted. */
const MARK = 'DatelineTestData'

type Cypher = <T = unknown>(statement: string, parameters?: Record<string, unknown>) => Promise<T[]>

/** Runs plain Cypher on the Neo4j of the surrounding tests. */
export interface TestNeo4j {
  cypher: Cypher
}

/** Gives the surrounding tests exclusive use of a Neo4j, empty before and after. */
export function useNeo4j(service: Service): TestNeo4j {
  let taken: Awaited<ReturnType<typeof takeNeo4j>> | undefined
  beforeAll(async () => {
    taken = await takeNeo4j(service)
  }, PATIENCE_MS)
  afterAll(() => taken?.release())
  return { cypher: (...args) => taken!.cypher(...args) }
}

/**
 * Test files that use the same Neo4j wait for each other, across processes. A database with data that no test created
 * is refused and left untouched.
 */
export async function takeNeo4j({ url, user, password }: Service) {
  const lock = await takeLock(url)
  const driver = neo4j.driver(url, neo4j.auth.basic(user, password), {
    disableLosslessIntegers: true,
    telemetryDisabled: true,
  })
  try {
    await refuseOthers(cypher, url)
    await cypher(`MERGE (:${MARK})`)
    await empty(cypher)
  } catch (error) {
    await driver.close()
    lock.close()
    throw error
  }

  return {
    cypher,
    async release() {
      await empty(cypher)
      await cypher(`MATCH (n:${MARK}) DELETE n`)
      await driver.close()
      lock.close()
    },
  }

  async function cypher<T>(statement: string, parameters = {}): Promise<T[]> {
    const session = driver.session()
    try {
      const { records } = await session.run(statement, parameters)
      return records.map((record) => record.toObject() as T)
    } finally {
      await session.close()
    }
  }
}

async function refuseOthers(cypher: Cypher, url: string): Promise<void> {
  const others = await cypher(
    `MATCH (n) WHERE NOT EXISTS { MATCH (:${MARK}) } RETURN 1 AS found LIMIT 1`,
  )
  if (others.length > 0) {
    throw new Error(`${url} holds a graph that is no test's; tests need an empty Neo4j`)
  }
}

/** Keeps the marker. */
async function empty(cypher: Cypher): Promise<void> {
  await cypher('MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 10000 ROWS')
  await cypher(`MATCH (n) WHERE NOT n:${MARK} CALL (n) { DELETE n } IN TRANSACTIONS OF 10000 ROWS`)
}

/** An open transaction on a shared SQLite file: the lock ends with its process. */
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
