import { readFileSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import neo4jDriver from 'neo4j-driver'
import { afterAll, describe, expect, it } from 'vitest'
import { connectionFile, readConnection } from '#engines/connection.ts'
import { elasticsearch } from '#engines/elasticsearch.ts'
import type { Service } from '#engines/launcher.ts'
import { neo4j } from '#engines/neo4j.ts'
import { engineStatus } from '#engines/status.ts'
import { stopEngines } from '#engines/stop.ts'
import { dateline } from '../dateline.ts'
import { type TestEngines, startTestEngines, testFolder } from '../services.ts'

const LAUNCHERS = [elasticsearch, neo4j]
const NAME = 'launcher'
const FOLDER = testFolder(NAME)
const SLOW = { timeout: 400_000 }

/** Separate engines, because they are stopped and killed. */
async function start(): Promise<{ connection: TestEngines; lines: string[] }> {
  const lines: string[] = []
  const report = { line: (text: string) => lines.push(text), progress: () => {} }
  return { connection: await startTestEngines(NAME, report), lines }
}

const first = await start().catch((error: unknown) => {
  if (process.env['CI'] === 'true') throw error
  console.warn(`the launcher is not tested: ${(error as Error).message}`)
  return null
})

afterAll(async () => {
  if (first) await stopEngines({ folder: FOLDER, launchers: LAUNCHERS, report: SILENT })
}, SLOW.timeout)

const SILENT = { line: () => {}, progress: () => {} }

describe.skipIf(!first).sequential('started engines', SLOW, () => {
  // Tests are collected even if they are skipped.
  const { connection } = first ?? ({} as { connection: TestEngines })

  it('are ready by their own answer', async () => {
    expect((await engineStatus(FOLDER, LAUNCHERS)).map(({ state }) => state)).toEqual([
      'ready',
      'ready',
    ])
  })

  it('are stored so that nobody else can read it', () => {
    expect(readConnection(FOLDER)).toEqual(connection)
    expect(statSync(connectionFile(FOLDER)).mode & 0o777).toBe(0o600)
  })

  it('refuse clients without a password', async () => {
    const stranger = (service: Service) => ({ ...service, password: 'changeme' })

    expect(await elasticsearch.obstacle(stranger(connection.elasticsearch))).toBe('it answers 401')
    expect(await neo4j.obstacle(stranger(connection.neo4j))).toMatch(/unauthorized/i)
    expect((await fetch(connection.elasticsearch.url)).status).toBe(401)
  })

  it('cannot be reached from other machines', async () => {
    const outward = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4')

    for (const { address } of outward) {
      for (const { url } of Object.values(connection)) {
        expect(await isReached(address, Number(new URL(url).port))).toBe(false)
      }
    }
  })

  it('are listed by the command line', async () => {
    const { status, stdout } = await run('status', '--json')

    expect(JSON.parse(stdout)).toMatchObject({
      elasticsearch: { version: '9.4.3', state: 'ready', url: connection.elasticsearch.url },
      neo4j: { version: '2026.08.1', state: 'ready', url: connection.neo4j.url },
    })
    expect(stdout).not.toContain(connection.neo4j.password)
    expect(status).toBe(0)
  })

  it('are reported as ended when killed, and return with their data', async () => {
    await cypher(connection.neo4j, 'create (:Kept {test: true})')
    const { pid } = JSON.parse(readFileSync(join(FOLDER, 'neo4j/process.json'), 'utf8')) as {
      pid: number
    }

    process.kill(pid, 'SIGKILL')
    await expect.poll(async () => (await engineStatus(FOLDER, LAUNCHERS))[1]!.state).toBe('ended')
    const { status, stdout } = await run('status')
    const again = await start()

    expect(status).toBe(1)
    expect(stdout).toMatch(
      /Elasticsearch 9\.4\.3 +answers .*\nNeo4j 2026\.08\.1 +ended by itself; /,
    )
    expect(again.lines[0]).toBe('Starting Neo4j 2026.08.1 …')
    expect(again.connection.neo4j.password).toBe(connection.neo4j.password)
    expect(again.connection.elasticsearch).toEqual(connection.elasticsearch)
    expect(await cypher(again.connection.neo4j, 'match (n:Kept) return count(n) as n')).toBe(1)
  })

  it('are remembered after they are stopped', async () => {
    const { status, stderr } = await run('stop')

    expect(status).toBe(0)
    expect(stderr).toContain('Neo4j 2026.08.1 has stopped.')
    expect((await engineStatus(FOLDER, LAUNCHERS)).map(({ state }) => state)).toEqual([
      'stopped',
      'stopped',
    ])
    expect(await isReached('127.0.0.1', Number(new URL(connection.elasticsearch.url).port))).toBe(
      false,
    )
    expect(readConnection(FOLDER)?.elasticsearch).toEqual(connection.elasticsearch)
  })

  it('are not stopped twice', async () => {
    const { status, stderr } = await run('stop')

    expect(status).toBe(0)
    expect(stderr).toMatch(
      /Elasticsearch 9\.4\.3 was not running\.\nNeo4j 2026\.08\.1 was not running\./,
    )
  })
})

function run(...args: string[]) {
  return dateline(['engines', ...args], { env: { DATELINE_ENGINES: FOLDER } })
}

async function cypher({ url, user, password }: Service, statement: string): Promise<unknown> {
  const driver = neo4jDriver.driver(url, neo4jDriver.auth.basic(user, password), {
    disableLosslessIntegers: true,
  })
  try {
    const { records } = await driver.executeQuery(statement)
    return records[0]?.get('n')
  } finally {
    await driver.close()
  }
}

function isReached(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2_000 })
    const end = (reached: boolean) => {
      socket.destroy()
      resolve(reached)
    }
    socket.on('connect', () => end(true))
    socket.on('error', () => end(false))
    socket.on('timeout', () => end(false))
  })
}
