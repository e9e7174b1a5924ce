import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { UserError } from '#core/errors.ts'
import { elasticsearch } from './elasticsearch.ts'
import { neo4j } from './neo4j.ts'
import { freePort } from './ports.ts'
import { isRoot } from './process-user.ts'
import { type StartOptions, startEngines } from './start.ts'

const [PORT, BOLT, HTTP] = ['elasticsearch-port', 'neo4j-port', 'neo4j-http-port'] as const

/** With a fake Java that passes the check. */
async function start(options: Partial<StartOptions> = {}) {
  const lines: string[] = []
  const report = { line: (text: string) => lines.push(text), progress: () => {} }
  const folder = openFolder()
  const ports = { [PORT]: await freePort(), [BOLT]: await freePort(), ...options.ports }
  const env = { PATH: '/nowhere', JAVA_HOME: javaHome() }
  const outcome = await startEngines({
    folder,
    launchers: [elasticsearch, neo4j],
    report,
    env,
    ...options,
    ports,
  }).catch((error: unknown) => error as Error)
  return { message: outcome instanceof UserError ? outcome.message : outcome, lines, folder }
}

function openFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'start-'))
  chmodSync(folder, 0o755)
  return folder
}

function javaHome(): string {
  const home = openFolder()
  mkdirSync(join(home, 'bin'))
  const script = '#!/bin/sh\necho java.base@25\necho jdk.incubator.vector@25\n'
  writeFileSync(join(home, 'bin/java'), script, { mode: 0o755 })
  return home
}

describe('starting the engines', () => {
  it('says that Maven is missing, and leaves nothing behind', async () => {
    const { message, folder } = await start()

    expect(message).toMatch(
      /^Elasticsearch 9\.4\.3 could not be fetched: Maven \(mvn\), .* is missing; install Maven/,
    )
    expect(existsSync(join(folder, 'connection.json'))).toBe(false)
    expect(readdirSync(join(folder, 'programs'))).toEqual(['lock.db'])
  })

  it('says that a port is taken before fetching anything', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as { port: number }

    const { message, lines } = await start({ ports: { [BOLT]: port } })
    server.close()

    expect(message).toBe(
      `port ${port} for Neo4j is taken by another program; choose another with --neo4j-port`,
    )
    expect(lines).toEqual([])
  })

  it('says that a port is wanted twice', async () => {
    const port = await freePort()

    const { message } = await start({ ports: { [BOLT]: port, [HTTP]: port } })

    expect(message).toMatch(
      /for Neo4j over HTTP is wanted twice; choose another with --neo4j-http-port/,
    )
  })

  it.runIf(isRoot())('refuses, as root, a folder that other users cannot enter', async () => {
    const closed = mkdtempSync(join(tmpdir(), 'closed-'))

    const { message } = await start({ folder: join(closed, 'engines') })

    expect(message).toMatch(
      /is closed to the user nobody, .*; name another folder with DATELINE_ENGINES/,
    )
    expect(readdirSync(closed)).toEqual([])
  })
})
