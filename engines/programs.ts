import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { UserError } from '#core/errors.ts'
import { fetchArtifact } from './artifact.ts'
import { type Launcher, fullName } from './launcher.ts'
import { lock } from './lock.ts'
import type { ProcessUser } from './process-user.ts'
import { makeFolder } from './process-user.ts'
import type { Report } from './report.ts'

export interface FetchOptions {
  env: NodeJS.ProcessEnv
  user: ProcessUser | undefined
  report: Report
  signal: AbortSignal | undefined
}

/** Returns the unpacked program of an engine, fetching it through Maven if it is missing. */
export async function ensureProgram(
  folder: string,
  launcher: Launcher,
  { env, user, report, signal }: FetchOptions,
): Promise<string> {
  const program = join(folder, `${launcher.id}-${launcher.version}`)
  if (existsSync(program)) return program

  makeFolder(folder, user)
  const unlock = await lock(folder, { signal })
  try {
    if (!existsSync(program)) await fetchProgram(program, launcher, { env, report, signal })
  } finally {
    unlock()
  }
  return program
}

async function fetchProgram(
  program: string,
  launcher: Launcher,
  { env, report, signal }: Omit<FetchOptions, 'user'>,
): Promise<void> {
  const name = fullName(launcher)
  report.line(`Fetching ${name} through Maven (${launcher.artifact.size}, once) …`)
  const onProgress = (text: string) => report.progress(`Fetching ${name}: ${text}`)
  try {
    await fetchArtifact(launcher.artifact, program, { env, signal, onProgress })
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    throw new UserError(`${name} could not be fetched: ${error.message}`, { cause: error })
  }
}
