import { join } from 'node:path'
import { UserError } from '#core/errors.ts'
import { type EngineConnections, readConnection, writeConnection } from './connection.ts'
import { startProcess, stopProcess } from './engine-process.ts'
import { engineFolder, logFile } from './folder.ts'
import { serviceOf, setUpInstance } from './instance.ts'
import { findJava } from './java.ts'
import { type Launcher, fullName } from './launcher.ts'
import { lock } from './lock.ts'
import { type WantedPort, checkPorts } from './ports.ts'
import { type ProcessUser, engineUser, isOpenToOthers, makeFolder } from './process-user.ts'
import { ensureProgram } from './programs.ts'
import { waitUntilReady } from './ready.ts'
import { type Report, createReport } from './report.ts'
import { notRunning } from './running.ts'

const DEFAULT_HEAP_MB = 512
const TICK_MS = 1_000

export interface StartOptions {
  /** Holds settings, data, logs and passwords; engines in two folders are independent. */
  folder: string
  /** Holds the programs, which several folders may share; in `folder` by default. */
  programs?: string
  launchers: readonly Launcher[]
  /**
   * Ports by option of their listener. For clients, the default is the last used port, else the
   * listener's own; further listeners are opened only if named.
   */
  ports?: Readonly<Record<string, number | undefined>>
  /** Heap of each engine in MB. */
  heapMb?: number | undefined
  /** Environment in which to look for Java and Maven. */
  env?: NodeJS.ProcessEnv
  report?: Report
  /** When aborted, stops what was started. */
  signal?: AbortSignal | undefined
}

/** The options with their defaults. */
interface Setup {
  folder: string
  launchers: readonly Launcher[]
  programs: string
  ports: Readonly<Record<string, number | undefined>>
  heapMb: number
  env: NodeJS.ProcessEnv
  user: ProcessUser | undefined
  report: Report
  signal: AbortSignal | undefined
}

/**
 * Starts the engines that do not run, waits until all answer and stores how to reach them. Throws
 * UserError if that fails, and stops what it started.
 */
export async function startEngines(options: StartOptions): Promise<EngineConnections> {
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
    `${folder} is closed to the user ${name}, who runs the engines instead of root; name another folder with DATELINE_ENGINES`,
  )
}

function toSetup(options: StartOptions, report: Report, user: ProcessUser | undefined): Setup {
  const { folder, launchers, ports = {} } = options
  const last = readConnection(folder)
  const mainPorts = launchers.map(({ id, listener: { option, port } }) => [
    option,
    ports[option] ?? portOf(last?.[id]?.url) ?? port,
  ])
  return {
    folder,
    launchers,
    programs: options.programs ?? join(folder, 'programs'),
    ports: { ...ports, ...(Object.fromEntries(mainPorts) as Record<string, number>) },
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

async function startMissing(setup: Setup): Promise<EngineConnections> {
  const { folder, launchers } = setup
  const missing = notRunning(folder, launchers)
  try {
    if (missing.length > 0) await startAll(missing, setup)
    await waitForAll(setup)
  } catch (error) {
    await Promise.all(missing.map((each) => stopProcess(each, engineFolder(folder, each))))
    throw error
  }
  const services = launchers.map((each) => [each.id, serviceOf(each, engineFolder(folder, each))])
  return Object.fromEntries(services) as EngineConnections
}

/** Checks Java and ports before anything is fetched. */
async function startAll(missing: Launcher[], setup: Setup): Promise<void> {
  const { folder, launchers, programs, ports, heapMb, user, report, env, signal } = setup
  const java = findJava(launchers, { env, user })
  await checkPorts(missing.flatMap((launcher) => wantedPorts(launcher, ports)))
  const fetched = new Map<Launcher, string>()
  for (const launcher of missing) {
    fetched.set(launcher, await ensureProgram(programs, launcher, { env, user, report, signal }))
  }

  report.line(`Starting ${missing.map(fullName).join(' and ')} …`)
  for (const [launcher, program] of fetched) {
    const place = { program, folder: engineFolder(folder, launcher), java, user }
    const port = ports[launcher.listener.option]!
    const instance = setUpInstance(launcher, { ...place, port, ports, heapMb })
    startProcess(launcher, instance, logFile(folder, launcher))
  }
}

function wantedPorts(
  { listener, furtherListeners }: Launcher,
  ports: Setup['ports'],
): WantedPort[] {
  return [listener, ...furtherListeners].flatMap(({ option, owner }) => {
    const port = ports[option]
    return port === undefined ? [] : [{ port, owner, option: `--${option}` }]
  })
}

async function waitForAll({ folder, launchers, report, signal }: Setup): Promise<void> {
  const over = new AbortController()
  const stop = AbortSignal.any([over.signal, ...(signal ? [signal] : [])])
  const started = performance.now()
  const ticking = setInterval(() => {
    report.progress(`Starting: ${Math.round((performance.now() - started) / 1000)} s`)
  }, TICK_MS)

  const waitFor = async (launcher: Launcher) => {
    const service = serviceOf(launcher, engineFolder(folder, launcher))!
    await waitUntilReady(launcher, service, { folder, signal: stop })
    report.line(`${fullName(launcher)} answers at ${service.url}.`)
  }
  try {
    await Promise.all(launchers.map(waitFor))
  } finally {
    over.abort()
    clearInterval(ticking)
  }
}
