import { ENGINE_NAMES, LAUNCHERS } from '#backends.ts'
import { UserError } from '#core/errors.ts'
import { nearest } from '#core/text/nearest-name.ts'
import { connectionFile } from '#engines/connection.ts'
import { enginesFolder } from '#engines/folder.ts'
import { fullName } from '#engines/launcher.ts'
import { lastWords } from '#engines/ready.ts'
import { startEngines } from '#engines/start.ts'
import { type EngineStatus, engineStatus } from '#engines/status.ts'
import { stopEngines } from '#engines/stop.ts'
import { command } from '../support/command.ts'
import { toEnvironment } from '../support/shell-environment.ts'
import { Stop } from '../support/stop.ts'
import { print, printError, printJson } from '../support/terminal.ts'

const ACTIONS = { start, stop, status } satisfies Record<string, Action>
const LEAST_HEAP_MB = 256

type Action = (folder: string, values: OptionValues) => Promise<number>

/** The other values are ports, by the option of their listener. */
interface OptionValues {
  heap?: string | undefined
  json?: boolean | undefined
  [option: string]: unknown
}

const LISTENERS = LAUNCHERS.flatMap(({ listener, furtherListeners }) => [
  listener,
  ...furtherListeners,
])

const OPTIONS = { heap: { type: 'string' }, json: { type: 'boolean' } } as const

const PORTS_HELP = LISTENERS.map(
  ({ option, help }) => `  ${`--${option} PORT`.padEnd(28)}${help}`,
).join('\n')

export const engines = command({
  help: `
Run ${ENGINE_NAMES} on this machine. Once started, they are used by the other
commands, unless --embedded is given.

Usage: dateline engines start|stop|status [options]

  start                start both, on the loopback address and with a password each;
                       their programs are fetched the first time, through Maven: 1.1 GB.
                       Needs Java 21 or newer. Prints environment variables for other programs
  stop                 stop both; their data is kept
  status               show whether they run and answer

${PORTS_HELP}
  --heap MB                   memory for each; default 512
  --json                      status as one JSON object

Everything is kept in .engines/ next to this program, or in the folder DATELINE_ENGINES.`,
  options: {
    ...OPTIONS,
    ...Object.fromEntries(LISTENERS.map(({ option }) => [option, { type: 'string' }])),
  },
  async run({ values, positionals }) {
    const [name, ...rest] = positionals
    if (rest.length > 0) throw new UserError(`engines takes one word; leave out ${rest[0]}`)
    const action = toAction(name)
    const folder = enginesFolder()
    try {
      return await action(folder, values)
    } catch (error) {
      throw toSentence(error, folder)
    }
  },
})

function toAction(name: string | undefined): Action {
  if (name === undefined) throw new UserError('write engines start, engines stop or engines status')
  if (Object.hasOwn(ACTIONS, name)) return ACTIONS[name as keyof typeof ACTIONS]
  const guess = nearest(name, Object.keys(ACTIONS))
  const advice = guess ? `did you mean engines ${guess}?` : 'there are start, stop and status'
  throw new UserError(`there is no engines ${name}; ${advice}`)
}

async function start(folder: string, values: OptionValues): Promise<number> {
  const options = {
    folder,
    launchers: LAUNCHERS,
    ports: toPorts(values),
    heapMb: toHeap(values.heap),
  }
  const interrupted = new Stop('\nStopping what was started …')
  try {
    const connection = await startEngines({ ...options, signal: interrupted.signal })
    printError(
      `\nEnvironment variables for other programs, also kept in ${connectionFile(folder)}:\n`,
    )
    print(toEnvironment(connection))
    return 0
  } catch (error) {
    if (interrupted.status !== null) return interrupted.status
    throw error
  }
}

async function stop(folder: string): Promise<number> {
  await stopEngines({ folder, launchers: LAUNCHERS })
  return 0
}

/** Returns 0 only if every engine is ready. */
async function status(folder: string, { json }: OptionValues): Promise<number> {
  const found = await engineStatus(folder, LAUNCHERS)
  if (json) {
    const entries = found.map(({ launcher, ...facts }) => [
      launcher.id,
      { version: launcher.version, ...facts },
    ])
    printJson(Object.fromEntries(entries))
  } else {
    for (const each of found) print(describe(each, folder))
  }
  return found.every(({ state }) => state === 'ready') ? 0 : 1
}

function describe({ launcher, state, url, pid, startedAt, reason }: EngineStatus, folder: string) {
  const name = fullName(launcher).padEnd(22)
  switch (state) {
    case 'ready':
      return `${name}answers at ${url} (process ${pid}, since ${startedAt})`
    case 'silent':
      return `${name}runs (process ${pid}, since ${startedAt}) but cannot be used at ${url} yet: ${reason}`
    case 'ended':
      return `${name}ended by itself; ${lastWords(folder, launcher)}`
    case 'stopped':
      return `${name}does not run; \`dateline engines start\` starts it`
  }
}

/**
 * Ports by option. Further listeners get their default here, because without a port they stay
 * closed.
 */
function toPorts(values: OptionValues): Record<string, number | undefined> {
  const defaults = LAUNCHERS.flatMap(({ furtherListeners }) =>
    furtherListeners.map(({ option, port }) => [option, port]),
  )
  const typed = LISTENERS.flatMap(({ option }) => {
    const written = values[option] as string | undefined
    return written === undefined ? [] : [[option, toPort(option, written)]]
  })
  return Object.fromEntries([...defaults, ...typed]) as Record<string, number>
}

function toPort(option: string, written: string): number {
  const port = Number(written)
  if (/^\d{1,5}$/.test(written) && port >= 1 && port <= 65_535) return port
  throw new UserError(`--${option} ${written} is not a port; write a number from 1 to 65535`)
}

function toHeap(written: string | undefined): number | undefined {
  if (written === undefined) return undefined
  const heapMb = Number(written)
  if (/^\d{1,6}$/.test(written) && heapMb >= LEAST_HEAP_MB) return heapMb
  throw new UserError(`--heap ${written} is not a size; write megabytes, ${LEAST_HEAP_MB} or more`)
}

function toSentence(error: unknown, folder: string): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code !== 'EACCES' && code !== 'EPERM' && code !== 'EROFS') return error
  return new UserError(
    `${folder} or the engines in it belong to another user; run this as that user, or name a folder of yours with DATELINE_ENGINES`,
    { cause: error },
  )
}
