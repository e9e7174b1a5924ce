import { spawnSync } from 'node:child_process'
import { existsSync, globSync, realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { UserError } from '#core/errors.ts'
import type { ProcessUser } from './process-user.ts'

const LEAST_JAVA = 21
/** Elasticsearch needs it, and slimmed-down runtimes leave it out. */
const NEEDED_MODULE = 'jdk.incubator.vector'
const USUAL_FOLDERS = [
  '/usr/lib/jvm/*',
  '/usr/java/*',
  '/opt/java/*',
  '/Library/Java/JavaVirtualMachines/*/Contents/Home',
  '/opt/homebrew/opt/openjdk*',
  join(homedir(), '.sdkman/candidates/java/*'),
]

interface Runtime {
  home: string
  version: number
  complete: boolean
}

/**
 * The folder of a Java that runs both engines: JAVA_HOME where that does, else the newest that is installed. Throws
 * UserError if there is none that `user` can run.
 */
export function findJava(
  env: NodeJS.ProcessEnv,
  user: ProcessUser | undefined,
  folders = USUAL_FOLDERS,
): string {
  const named = env['JAVA_HOME'] ? probe(env['JAVA_HOME'], user) : null
  if (named && isUsable(named)) return named.home

  const found = candidates(env, folders).flatMap((home) => probe(home, user) ?? [])
  const usable = found.filter(isUsable).sort((a, b) => b.version - a.version)[0]
  if (usable) return usable.home
  throw new UserError(missing([...(named ? [named] : []), ...found]))
}

function candidates(env: NodeJS.ProcessEnv, folders: string[]): string[] {
  const onPath = (env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'java'))
  const homes = onPath.filter(existsSync).map((file) => dirname(dirname(realpathSync(file))))
  const installed = folders.flatMap((pattern) => globSync(pattern)).sort()
  return [...new Set([...installed.filter(existsSync).map((path) => realpathSync(path)), ...homes])]
}

/** Null for what is no Java, or none that the user can run. */
function probe(home: string, user: ProcessUser | undefined): Runtime | null {
  const { status, stdout } = spawnSync(join(home, 'bin/java'), ['--list-modules'], {
    encoding: 'utf8',
    cwd: '/',
    ...(user && { uid: user.uid, gid: user.gid }),
  })
  const [, version] = /^java\.base@(\d+)/m.exec(stdout ?? '') ?? []
  if (status !== 0 || version === undefined) return null
  return { home, version: Number(version), complete: stdout.includes(`${NEEDED_MODULE}@`) }
}

function isUsable({ version, complete }: Runtime): boolean {
  return version >= LEAST_JAVA && complete
}

function missing(found: Runtime[]): string {
  const [newest] = found.sort((a, b) => b.version - a.version)
  const needed = `Elasticsearch and Neo4j need Java ${LEAST_JAVA} or newer`
  const advice = `install a JDK of version ${LEAST_JAVA} or newer, or set JAVA_HOME to the folder of one`
  if (!newest) return `${needed}, and no Java was found; ${advice}`
  if (newest.version < LEAST_JAVA) {
    return `${needed}, and the newest here is ${newest.version} (${newest.home}); ${advice}`
  }
  return `${needed} with all its modules, and ${newest.home} lacks ${NEEDED_MODULE}; ${advice}`
}
