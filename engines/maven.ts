import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { UserError } from '#core/errors.ts'

const PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.5.0'
const NOT_FOUND = 127
const MAX_REASON = 400

export interface MavenOptions {
  cwd: string
  env: NodeJS.ProcessEnv
  onProgress: (text: string) => void
  signal?: AbortSignal | undefined
}

/** Runs a goal of Maven's dependency plugin; throws UserError with Maven's own reason if it fails. */
export async function runMaven(
  goal: string,
  settings: Record<string, string>,
  { cwd, env, onProgress, signal }: MavenOptions,
): Promise<void> {
  const properties = { ...settings, 'style.color': 'never' }
  const flags = Object.entries(properties).map(([name, value]) => `-D${name}=${value}`)
  // The engines' user must be able to read its output; -C makes a wrong checksum an error.
  const child = spawn(
    '/bin/sh',
    ['-c', 'umask 022; exec mvn "$@"', 'mvn', '-C', `${PLUGIN}:${goal}`, ...flags],
    { cwd, env, signal, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const ended = once(child, 'close') as Promise<[number | null]>
  const reader = new MavenOutput(onProgress)
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on('line', (line) => reader.read(line))
  }

  const [status] = await ended
  if (status === NOT_FOUND) throw new UserError(MISSING)
  if (status !== 0) throw new UserError(`Maven failed: ${reader.reason ?? `exit status ${status}`}`)
}

const MISSING =
  'Maven (mvn), which downloads it, is missing; install Maven (on most systems the package maven)'

/** Parses Maven's output by lines, which also end at carriage returns. */
class MavenOutput {
  /** The first error reported. */
  reason: string | undefined
  readonly #onProgress: (text: string) => void
  #files = 0

  constructor(onProgress: (text: string) => void) {
    this.#onProgress = onProgress
  }

  read(line: string): void {
    if (line.startsWith('Downloaded')) this.#files++
    // Several downloads run at once; show the one of 100 MB or more.
    const [large] = /[\d.]+\/\d{3,} MB/.exec(line) ?? []
    if (line.startsWith('Progress')) {
      this.#onProgress(large?.replace('/', ' of ') ?? `${this.#files} files`)
    }
    if (line.startsWith('[INFO] Unpacking')) this.#onProgress('unpacking')
    const [, error] = /^\[ERROR\] (.*?)( -> \[Help \d+\])?$/.exec(line) ?? []
    if (error) this.reason ??= error.slice(0, MAX_REASON)
  }
}
