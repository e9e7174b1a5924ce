import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { UserError } from '#core/errors.ts'
import type { Instance, JavaCommand, Launcher } from './launcher.ts'
import { readIfThere, writePrivate } from './private-file.ts'

const POLL_MS = 200
const PATIENCE_MS = 60_000
/** Variables to pass on: none that are secret or affect Java. */
const PASSED_ON = ['PATH', 'LANG', 'LC_ALL', 'LC_CTYPE', 'TZ']

const Note = z.object({
  pid: z.int().positive(),
  mark: z.string().min(1),
  port: z.int(),
  startedAt: z.string(),
})

/** Written when an engine starts and removed when it stops. */
export type Note = z.infer<typeof Note>

/** Starts an engine that outlives this process, and writes its note. */
export function startProcess(launcher: Launcher, instance: Instance, log: string): void {
  const mark = `-Ddateline.engine=${randomBytes(12).toString('hex')}`
  const output = openSync(log, 'w', 0o600)
  const { program, args, options } = toSpawn(instance, launcher.command(instance, mark))
  const child = spawn(program, args, {
    ...options,
    detached: true,
    stdio: ['ignore', output, output],
  })
  child.on('error', () => {})
  child.unref()
  closeSync(output)
  if (child.pid === undefined) throw new UserError(`${program} could not be run`)
  const startedAt = new Date().toISOString()
  writeNote(noteFile(instance.folder), { pid: child.pid, mark, port: instance.port, startedAt })
}

/** Runs one of an engine's own tools; returns why it failed, or null. */
export function runTool(instance: Instance, command: JavaCommand & { input?: string }) {
  const { program, args, options } = toSpawn(instance, command)
  const { status, error, stdout, stderr } = spawnSync(program, args, {
    ...options,
    input: command.input ?? '',
    encoding: 'utf8',
  })
  return status === 0 ? null : (error?.message ?? `${stdout}${stderr}`.trim())
}

function toSpawn({ java, user }: Instance, { args, env, cwd }: JavaCommand) {
  const passedOn = PASSED_ON.flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  const ids = user && { uid: user.uid, gid: user.gid }
  const options = { cwd, env: { ...Object.fromEntries(passedOn), ...env }, ...ids }
  return { program: join(java, 'bin/java'), args, options }
}

/** Reads the note in an engine's folder; null if the engine was not started, or was stopped. */
export function readNote(folder: string): Note | null {
  try {
    return Note.parse(JSON.parse(readIfThere(noteFile(folder)) ?? ''))
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null
    throw error
  }
}

function writeNote(path: string, note: Note): void {
  writePrivate(path, `${JSON.stringify(note)}\n`)
}

function noteFile(folder: string): string {
  return join(folder, 'process.json')
}

/** Pids of the engine's live processes, ignoring reused pids. */
export function liveProcesses({ pidFile }: Launcher, folder: string): number[] {
  const note = readNote(folder)
  if (!note) return []
  const own = pidFile ? Number(readIfThere(join(folder, pidFile)) ?? NaN) : NaN
  return [note.pid, own].filter((pid) => pid > 0 && commandLine(pid).includes(note.mark))
}

/** Whether any process of an engine is alive. */
export function isRunning(launcher: Launcher, folder: string): boolean {
  return liveProcesses(launcher, folder).length > 0
}

/** Empty if the process does not exist or is a zombie. */
function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    // No such process, or a system without /proc.
    if (process.platform === 'linux') return ''
    const { stdout } = spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)])
    return String(stdout ?? '')
  }
}

/** Ends an engine, with SIGKILL if SIGTERM takes too long. */
export async function stopProcess(launcher: Launcher, folder: string, patience = PATIENCE_MS) {
  // The first process starts and ends the others.
  for (const pid of liveProcesses(launcher, folder).slice(0, 1)) kill(pid, 'SIGTERM')
  const deadline = performance.now() + patience
  while (isRunning(launcher, folder)) {
    const late = performance.now() > deadline
    for (const pid of late ? liveProcesses(launcher, folder) : []) kill(pid, 'SIGKILL')
    await wait(POLL_MS)
  }
  rmSync(noteFile(folder), { force: true })
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    // It ended in the meantime.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
