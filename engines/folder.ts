import { createHash } from 'node:crypto'
import { join, resolve } from 'node:path'
import { isOpenToOthers, isRoot } from './process-user.ts'

const HOME = join(import.meta.dirname, '..')

/**
 * Where engines are kept: `.engines/` beside package.json. The user whom root's engines run as must be able to get
 * there, so it is elsewhere for root where a folder above is closed.
 */
export function enginesFolder(env: NodeJS.ProcessEnv = process.env, home = HOME): string {
  if (env['DATELINE_ENGINES']) return resolve(env['DATELINE_ENGINES'])
  if (!isRoot() || isOpenToOthers(home)) return join(home, '.engines')
  const own = createHash('sha256').update(resolve(home)).digest('hex').slice(0, 12)
  return join('/var/lib/dateline', own)
}
