import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { isMainThread } from 'node:worker_threads'
import { LAUNCHERS } from '#backends.ts'
import { elasticsearch } from '#engines/elasticsearch.ts'
import { enginesFolder } from '#engines/folder.ts'
import type { Service } from '#engines/launcher.ts'
import { neo4j } from '#engines/neo4j.ts'
import { freePort } from '#engines/ports.ts'
import type { Report } from '#engines/report.ts'
import { startEngines } from '#engines/start.ts'

const VARIABLES = {
  elasticsearch: 'DATELINE_TEST_ELASTICSEARCH_URL',
  neo4j: 'DATELINE_TEST_NEO4J_URL',
}
const HEAP_MB = 512

/** A pair of engines, by their ids. */
export type TestEngines = Record<keyof typeof VARIABLES, Service>

/**
 * A real engine to test with: the one that DATELINE_TEST_ELASTICSEARCH_URL or DATELINE_TEST_NEO4J_URL names, user and
 * password in it, else one that is started for this run of the tests and ends with it. Undefined where there is
 * none, for tests to be skipped; under CI that throws. Never the engines that the user's own archive is shown from.
 */
export async function testService(name: keyof TestEngines): Promise<Service | undefined> {
  const named = process.env[VARIABLES[name]]
  if (named) return toService(named, VARIABLES[name])
  try {
    return (await startedEngines())[name]
  } catch (error) {
    if (process.env['CI'] === 'true') throw error
    console.warn(`tests of ${name} are skipped: ${(error as Error).message}`)
    return undefined
  }
}

/** Takes user and password out of a URL, where the clients of the engines do not look for them. */
export function toService(named: string, variable: string): Service {
  const url = URL.parse(named)
  const { username, password } = url ?? {}
  if (!url?.host || !username || !password) {
    throw new Error(
      `${variable} must be a URL with user and password, as in http://user:password@host:9200`,
    )
  }
  return {
    url: `${url.protocol}//${url.host}`,
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
  }
}

let started: Promise<TestEngines> | undefined

/** The engines of this run: whichever test file asks first starts them, the others wait for it and share them. */
function startedEngines(): Promise<TestEngines> {
  return (started ??= startTestEngines('shared'))
}

/** Starts a pair of engines, or finds it started by another file of this run; it ends with the run, however that ends. */
export async function startTestEngines(
  name: string,
  report?: Report,
  heapMb = HEAP_MB,
): Promise<TestEngines> {
  mkdirSync(testFolder(name), { recursive: true })
  stopWithRun()
  const ports = {
    [elasticsearch.listener.option]: await freePort(),
    [neo4j.listener.option]: await freePort(),
  }
  const connection = await startEngines({
    folder: testFolder(name),
    launchers: LAUNCHERS,
    programs: join(enginesFolder(), 'programs'),
    ports,
    heapMb,
    ...(report && { report }),
  })
  return connection as TestEngines
}

/** Where a pair of engines of this run lies. */
export function testFolder(name: string): string {
  return join(runFolder(), name)
}

function runFolder(): string {
  return join(enginesFolder(), 'test-runs', String(testRun()))
}

/** The process that all test files of a run have in common: each runs in a child of it, or in a thread. */
function testRun(): number {
  return isMainThread ? process.ppid : process.pid
}

/** Has all engines of this run stopped when it ends, however it ends. */
export function stopWithRun(): void {
  try {
    closeSync(openSync(join(runFolder(), 'watched'), 'wx'))
  } catch {
    // Another test file was first.
    return
  }
  const script = join(import.meta.dirname, 'stop-services.ts')
  const args = [script, String(testRun()), runFolder()]
  spawn(process.execPath, args, { detached: true, stdio: 'ignore' }).unref()
}
