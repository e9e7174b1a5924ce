import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

const PROGRAM = join(import.meta.dirname, '../dateline')

/** The environment without variables that refer to the user's own engines. */
export const SURROUNDINGS = {
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^DATELINE_(ELASTICSEARCH|NEO4J)_/.test(name)),
  ),
  DATELINE_ENGINES: join(import.meta.dirname, 'fixtures/no-engines'),
}

export interface CommandResult {
  status: number | null
  stdout: string
  stderr: string
}

interface Surroundings {
  cwd?: string
  input?: string | Buffer
  env?: Record<string, string>
  program?: string
}

/** Runs the command line as a user would, and waits for it to exit. */
export function dateline(args: string[], surroundings?: Surroundings): Promise<CommandResult> {
  return start(args, surroundings).outcome
}

/** Starts the command line without waiting. */
export function start(
  args: string[],
  { cwd, input = '', env = {}, program = PROGRAM }: Surroundings = {},
): { child: ChildProcess; outcome: Promise<CommandResult> } {
  const child = spawn(program, args, { cwd, env: { ...SURROUNDINGS, ...env } })
  child.stdin.end(input)
  return { child, outcome: outcomeOf(child) }
}

async function outcomeOf(child: ChildProcessWithoutNullStreams): Promise<CommandResult> {
  const [stdout, stderr, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ])
  return { status, stdout, stderr }
}

export interface ServeProcess {
  url: string
  pid: number
  /** Everything written to stderr so far. */
  errors(): string
  /** Stops the process as Ctrl-C does, or by another signal; returns the exit status. */
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

/** Serves an archive on a free port; resolves when the URL is printed. */
export async function serveArchive(
  archive: string,
  args: string[] = [],
  env: Record<string, string> = {},
  user: { uid?: number; gid?: number } = {},
): Promise<ServeProcess> {
  const child = spawn(PROGRAM, ['serve', '--archive', archive, '--port', '0', ...args], {
    ...user,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...SURROUNDINGS, ...env },
  })
  const closed = once(child, 'close') as Promise<[number | null]>
  let errors = ''
  child.stderr.on('data', (data: Buffer) => (errors += data.toString()))
  const url = await new Promise<string>((resolve, reject) => {
    let output = ''
    child.stdout.on('data', (data: Buffer) => {
      output += data.toString()
      const [, address] = /Dateline is at (http\S+)/.exec(output) ?? []
      if (address) resolve(address)
    })
    void closed.then(([status]) => {
      reject(new Error(`dateline serve ended with status ${status}: ${errors}`))
    })
  })
  return {
    url,
    pid: child.pid!,
    errors: () => errors,
    async stop(signal = 'SIGINT') {
      child.kill(signal)
      const [status] = await closed
      return status
    },
  }
}
