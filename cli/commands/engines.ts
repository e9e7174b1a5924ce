import { UserError } from '#core/errors.ts'
import { nearest } from '#core/nearest-name.ts'
import { type EngineStatus, engineStatus } from '#engines/status.ts'
import { connectionFile, toEnvironment } from '#engines/connection.ts'
import { fullName } from '#engines/engines.ts'
import { enginesFolder } from '#engines/folder.ts'
import { lastWords } from '#engines/ready.ts'
import { startEngines } from '#engines/start.ts'
import { stopEngines } from '#engines/stop.ts'
import { command } from '../support/command.ts'
import { Stop } from '../support/stop.ts'
import { print, printError, printJson } from '../support/terminal.ts'

const ACTIONS = { start, stop, status } satisfies Record<string, Action>
const LEAST_HEAP_MB = 256

type Action = (folder: string, values: Values) => Promise<number>

interface Values {
  'elasticsearch-port'?: string | undefined
  'neo4j-port'?: string | undefined
  'neo4j-http-port'?: string | undefined
  heap?: string | undefined
  json?: boolean | undefined
}

export const engines = command({
  help: `
Run Elasticsearch and Neo4j on this machine. Once they were started the other commands use them,
unless told otherwise with --embedded.

Usage: dateline engines start|stop|status [options]

  start                start both, on this machine's own address and with a password each;
                       what they need is fetched the first time, through Maven: 1.1 GB.
                       Java 21 or newer must be there. Prints the environment that leads to them
  stop                 stop both; what they hold is kept
  status               whether they run and answer

  --elasticsearch-port PORT   9200 the first time, then the one used last
  --neo4j-port PORT           of Bolt; 7687 the first time, then the one used last
  --neo4j-http-port PORT      of Cypher over HTTP; 7474 unless given
  --heap MB                   memory for each, 512 unless given
  --json                      status as one JSON object

All of it is kept in .engines/ beside this program, or in the folder that DATELINE_ENGINES names.`,
  options: {
    'elasticsearch-port': { type: 'string' },
    'neo4j-port': { type: 'string' },
    'neo4j-http-port': { type: 'string' },
    heap: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run({ values, positionals }) {
    const [name, ...rest] = positionals
    if (rest.length > 0) throw new UserError(`engines takes one word, and ${rest[0]} is one more`)
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

async function start(folder: string, values: Values): Promise<number> {
  const options = {
    folder,
    elasticsearchPort: toPort(values, 'elasticsearch-port'),
    neo4jPort: toPort(values, 'neo4j-port'),
    neo4jHttpPort: toPort(values, 'neo4j-http-port') ?? 7474,
    heapMb: toHeap(values.heap),
  }
  const interrupted = new Stop('\nStopping what was started …')
  try {
    const connection = await startEngines({ ...options, signal: interrupted.signal })
    printError(
      `\nThis leads other programs to them; it is also kept in ${connectionFile(folder)}:\n`,
    )
    print(toEnvironment(connection))
    return 0
  } catch (error) {
    if (interrupted.status !== null) return interrupted.status
    throw error
  }
}

async function stop(folder: string): Promise<number> {
  await stopEngines({ folder })
  return 0
}

/** The exit status is 0 only if both can be used. */
async function status(folder: string, { json }: Values): Promise<number> {
  const found = await engineStatus(folder)
  if (json) {
    const entries = found.map(({ engine, ...facts }) => [
      engine.id,
      { version: engine.version, ...facts },
    ])
    printJson(Object.fromEntries(entries))
  } else {
    for (const each of found) print(describe(each, folder))
  }
  return found.every(({ state }) => state === 'ready') ? 0 : 1
}

function describe({ engine, state, url, pid, startedAt, reason }: EngineStatus, folder: string) {
  const name = fullName(engine).padEnd(22)
  switch (state) {
    case 'ready':
      return `${name}answers at ${url} (process ${pid}, since ${startedAt})`
    case 'silent':
      return `${name}runs (process ${pid}, since ${startedAt}) but cannot be used at ${url} yet: ${reason}`
    case 'ended':
      return `${name}ended by itself; ${lastWords(folder, engine)}`
    case 'stopped':
      return `${name}does not run; \`dateline engines start\` starts it`
  }
}

function toPort(values: Values, option: keyof Values): number | undefined {
  const written = values[option]
  if (written === undefined) return undefined
  const port = Number(written)
  if (/^\d{1,5}$/.test(String(written)) && port >= 1 && port <= 65_535) return port
  throw new UserError(`--${option} ${written} is no port; write a number from 1 to 65535`)
}

function toHeap(written: string | undefined): number | undefined {
  if (written === undefined) return undefined
  const heapMb = Number(written)
  if (/^\d{1,6}$/.test(written) && heapMb >= LEAST_HEAP_MB) return heapMb
  throw new UserError(`--heap ${written} is no size; write megabytes, ${LEAST_HEAP_MB} or more`)
}

function toSentence(error: unknown, folder: string): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code !== 'EACCES' && code !== 'EPERM' && code !== 'EROFS') return error
  return new UserError(
    `${folder} or the engines in it belong to another user; run this as that user, or name a folder of yours with DATELINE_ENGINES`,
    { cause: error },
  )
}
