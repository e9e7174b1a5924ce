import { spawnSync } from 'node:child_process'
import { existsSync, globSync, realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { UserError } from '#core/errors.ts'
import type { JavaNeeds, Launcher } from './launcher.ts'
import type { ProcessUser } from './process-user.ts'

const USUAL_FOLDERS = [
  '/usr/lib/jvm/*',
  '/usr/java/*',
  '/opt/java/*',
  '/Library/Java/JavaVirtualMachines/*/Contents/Home',
  '/opt/homebrew/opt/openjdk*',
  join(homedir(), '.sdkman/candidates/java/*'),
]

interface JavaRuntime {
  home: string
  version: number
  modules: Set<string>
}

export interface JavaSearch {
  env: NodeJS.ProcessEnv
  user: ProcessUser | undefined
  /** Glob patterns of folders that contain JDKs. */
  folders?: string[]
}

/**
 * Finds a Java that runs all these engines: JAVA_HOME if suitable, else the newest installed.
 * Throws UserError if there is none that `user` can run.
 */
export function findJava(
  launchers: readonly Launcher[],
  { env, user, folders = USUAL_FOLDERS }: JavaSearch,
): string {
  const needs = needsOf(launchers)
  const named = env['JAVA_HOME'] ? probe(env['JAVA_HOME'], user) : null
  if (named && runs(named, needs)) return named.home

  const found = candidates(env, folders).flatMap((home) => probe(home, user) ?? [])
  found.sort((a, b) => b.version - a.version)
  const usable = found.find((runtime) => runs(runtime, needs))
  if (usable) return usable.home
  const names = launchers.map(({ name }) => name).join(' and ')
  throw new UserError(`${names} need ${reason([...(named ? [named] : []), ...found], needs)}`)
}

/** The combined requirements of all. */
function needsOf(launchers: readonly Launcher[]): JavaNeeds {
  return {
    version: Math.max(...launchers.map(({ java }) => java.version)),
    modules: launchers.flatMap(({ java }) => java.modules),
  }
}

function candidates(env: NodeJS.ProcessEnv, folders: string[]): string[] {
  const onPath = (env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'java'))
  const homes = onPath.filter(existsSync).map((file) => dirname(dirname(realpathSync(file))))
  const installed = folders.flatMap((pattern) => globSync(pattern)).sort()
  return [...new Set([...installed.filter(existsSync).map((path) => realpathSync(path)), ...homes])]
}

/** Null if the folder has no Java that the user can run. */
function probe(home: string, user: ProcessUser | undefined): JavaRuntime | null {
  const { status, stdout } = spawnSync(join(home, 'bin/java'), ['--list-modules'], {
    encoding: 'utf8',
    cwd: '/',
    ...(user && { uid: user.uid, gid: user.gid }),
  })
  const [, version] = /^java\.base@(\d+)/m.exec(stdout ?? '') ?? []
  if (status !== 0 || version === undefined) return null
  const modules = stdout.split('\n').map((line) => line.split('@', 1)[0]!)
  return { home, version: Number(version), modules: new Set(modules) }
}

function runs(runtime: JavaRuntime, { version, modules }: JavaNeeds): boolean {
  return runtime.version >= version && modules.every((name) => runtime.modules.has(name))
}

/** Why no Java is suitable: completes the sentence "X needs …". */
function reason(found: JavaRuntime[], { version, modules }: JavaNeeds): string {
  const [newest] = found.sort((a, b) => b.version - a.version)
  const needed = `Java ${version} or newer`
  const advice = `install a JDK of version ${version} or newer, or set JAVA_HOME to the folder of one`
  if (!newest) return `${needed}, and no Java was found; ${advice}`
  if (newest.version < version) {
    return `${needed}, and the newest here is ${newest.version} (${newest.home}); ${advice}`
  }
  const lacking = modules.filter((name) => !newest.modules.has(name)).join(' and ')
  return `${needed} with all its modules, and ${newest.home} lacks ${lacking}; ${advice}`
}
