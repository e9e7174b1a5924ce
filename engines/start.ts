import { join } from 'node:path'
import { UserError } from '#core/errors.ts'
import { type Connection, readConnection, writeConnection } from './connection.ts'
import { elasticsearch } from './elasticsearch.ts'
import type { Engine } from './engine.ts'
import { isRunning, startProcess, stopProcess } from './engine-process.ts'
import { ENGINES, engineFolder, fullName, logFile } from './engines.ts'
import { serviceOf, setUpInstance } from './instance.ts'
import { findJava } from './java.ts'
import { lock } from './lock.ts'
import { neo4j } from './neo4j.ts'
import { type WantedPort, checkPorts } from './ports.ts'
import { type ProcessUser, engineUser, isOpenToOthers, makeFolder } from './process-user.ts'
import { ensureProgram } from './programs.ts'
import { waitUntilReady } from './ready.ts'
import { type Report, createReport } from './report.ts'

const DEFAULT_HEAP_MB = 512
const TICK_MS = 1_000

export interface StartOptions {
  /** Where settings, data, logs and passwords lie; engines in two folders know nothing of each other. */
  folder: string
  /** Where the programs are kept, which several folders may share; unless given, in `folder`. */
  programs?: string
  /** Unless given, the one used last, else 9200. */
  elasticsearchPort?: number | undefined
  /** Unless given, the one used last, else 7687. */
  neo4jPort?: number | undefined
  /** Where Neo4j takes Cypher over HTTP; unless given, nowhere. */
  neo4jHttpPort?: number | undefined
  /** Of each engine. */
  heapMb?: number | undefined
  /** Where Java and Maven are looked for. */
  env?: NodeJS.ProcessEnv
  report?: Report
  /** Gives up, and stops again what was started. */
  signal?: AbortSignal | undefined
}

/** The options with everything that was left out. */
interface Setup {
  folder: string
  programs: string
  ports: Record<Engine['id'], number>
  httpPort: number | undefined
  heapMb: number
  env: NodeJS.ProcessEnv
  user: ProcessUser | undefined
  report: Report
  signal: AbortSignal | undefined
}

/**
 * Starts what does not run of Elasticsearch and Neo4j, waits until both answer and remembers how they are reached.
 * Throws UserError, and leaves nothing running that it started, where that cannot be.
 */
export async function startEngines(options: StartOptions): Promise<Connection> {
  const { folder, report = createReport(), signal } = options
  const user = engineUser()
  if (user && !isOpenToOthers(folder)) throw closed(folder, user)
  makeFolder(folder, user)

  const onWait = () => report.line('Waiting for another command that starts or stops them …')
  const unlock = await lock(folder, { onWait, signal })
  try {
    const connection = await startMissing(toSetup(options, report, user))
    writeConnection(folder, connection)
    return connection
  } finally {
    unlock()
  }
}

function closed(folder: string, { name }: ProcessUser): UserError {
  return new UserError(
    `${folder} is closed to the user ${name}, as whom the engines run instead of root; name another folder with DATELINE_ENGINES`,
  )
}

function toSetup(options: StartOptions, report: Report, user: ProcessUser | undefined): Setup {
  const { folder, elasticsearchPort, neo4jPort } = options
  const last = readConnection(folder)
  return {
    folder,
    programs: options.programs ?? join(folder, 'programs'),
    ports: {
      elasticsearch: elasticsearchPort ?? portOf(last?.elasticsearch.url) ?? elasticsearch.port,
      neo4j: neo4jPort ?? portOf(last?.neo4j.url) ?? neo4j.port,
    },
    httpPort: options.neo4jHttpPort,
    heapMb: options.heapMb ?? DEFAULT_HEAP_MB,
    env: options.env ?? process.env,
    user,
    report,
    signal: options.signal,
  }
}

function portOf(url: string | undefined): number | undefined {
  return url === undefined ? undefined : Number(new URL(url).port)
}

async function startMissing(setup: Setup): Promise<Connection> {
  const { folder } = setup
  const missing = ENGINES.filter((engine) => !isRunning(engine, engineFolder(folder, engine)))
  try {
    if (missing.length > 0) await startAll(missing, setup)
    await waitForAll(setup)
  } catch (error) {
    await Promise.all(missing.map((engine) => stopProcess(engine, engineFolder(folder, engine))))
    throw error
  }
  return {
    elasticsearch: serviceOf(elasticsearch, engineFolder(folder, elasticsearch))!,
    neo4j: serviceOf(neo4j, engineFolder(folder, neo4j))!,
  }
}

/** What can be refused is refused before anything is fetched. */
async function startAll(engines: Engine[], setup: Setup): Promise<void> {
  const { folder, programs, ports, httpPort, heapMb, user, report, env, signal } = setup
  const java = findJava(env, user)
  await checkPorts(engines.flatMap((engine) => wantedPorts(engine, setup)))
  const fetched = new Map<Engine, string>()
  for (const engine of engines) {
    fetched.set(engine, await ensureProgram(programs, engine, { env, user, report, signal }))
  }

  report.line(`Starting ${engines.map(fullName).join(' and ')} …`)
  for (const [engine, program] of fetched) {
    const place = { program, folder: engineFolder(folder, engine), java, user }
    const port = ports[engine.id]
    const instance = setUpInstance(engine, { ...place, port, httpPort, heapMb })
    startProcess(engine, instance, logFile(folder, engine))
  }
}

function wantedPorts(engine: Engine, { ports, httpPort }: Setup): WantedPort[] {
  const { id, name } = engine
  const main = { port: ports[id], owner: name, option: `--${id}-port` }
  if (engine !== neo4j || httpPort === undefined) return [main]
  return [main, { port: httpPort, owner: `${name} over HTTP`, option: '--neo4j-http-port' }]
}

async function waitForAll({ folder, report, signal }: Setup): Promise<void> {
  const over = new AbortController()
  const stop = AbortSignal.any([over.signal, ...(signal ? [signal] : [])])
  const started = performance.now()
  const ticking = setInterval(() => {
    report.progress(`Starting: ${Math.round((performance.now() - started) / 1000)} s`)
  }, TICK_MS)

  const waitFor = async (engine: Engine) => {
    const service = serviceOf(engine, engineFolder(folder, engine))!
    await waitUntilReady(engine, service, { folder, signal: stop })
    report.line(`${fullName(engine)} answers at ${service.url}.`)
  }
  try {
    await Promise.all(ENGINES.map(waitFor))
  } finally {
    over.abort()
    clearInterval(ticking)
  }
}
