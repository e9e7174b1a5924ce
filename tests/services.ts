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

/** Both engines by their ids. */
export type TestEngines = Record<keyof typeof VARIABLES, Service>

/**
 * A real engine for tests: the one in DATELINE_TEST_ELASTICSEARCH_URL or DATELINE_TEST_NEO4J_URL with user and
 * password, else one started for this run and stopped after it. Undefined if there is none, so that tests are skipped;
 * throws in CI. Never the user's own engines.
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

/** Splits user and password off a URL, because the engines' clients do not read them there. */
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

/** The engines of this run: the first test file that needs them starts them, all others share them. */
function startedEngines(): Promise<TestEngines> {
  return (started ??= startTestEngines('shared'))
}

/** Starts both engines, or finds them started by another test file; they end with the run, however it ends. */
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

/** The folder of a pair of engines of this run. */
export function testFolder(name: string): string {
  return join(runFolder(), name)
}

function runFolder(): string {
  return join(enginesFolder(), 'test-runs', String(testRun()))
}

/** The common parent process of all test files, which run in child processes or threads. */
function testRun(): number {
  return isMainThread ? process.ppid : process.pid
}

/** Stops all engines of this run when it ends, however it ends. */
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
