import { createHash } from 'node:crypto'
import { join, resolve } from 'node:path'
import type { Launcher } from './launcher.ts'
import { isOpenToOthers, isRoot } from './process-user.ts'

const HOME = join(import.meta.dirname, '..')

/**
 * Where engines are kept: `.engines/` next to package.json. Root's engines run as another user who
 * must be able to get there, so for root it is below /var/lib if a parent folder is closed to
 * others.
 */
export function enginesFolder(env: NodeJS.ProcessEnv = process.env, home = HOME): string {
  if (env['DATELINE_ENGINES']) return resolve(env['DATELINE_ENGINES'])
  if (!isRoot() || isOpenToOthers(home)) return join(home, '.engines')
  const own = createHash('sha256').update(resolve(home)).digest('hex').slice(0, 12)
  return join('/var/lib/dateline', own)
}

/** Folder with the settings, data and logs of one engine. */
export function engineFolder(folder: string, { id }: Launcher): string {
  return join(folder, id)
}

/** Output of an engine while it starts and runs. */
export function logFile(folder: string, launcher: Launcher): string {
  return join(engineFolder(folder, launcher), 'console.log')
}
