import type { Artifact } from './artifact.ts'
import type { ProcessUser } from './process-user.ts'

/** How to reach a running engine. */
export interface Service {
  url: string
  user: string
  password: string
}

/** A loopback port that an engine can listen on. */
export interface Listener {
  /** The flag of `dateline engines start` that sets it, without dashes. */
  option: string
  /** Display name of the listener, for messages such as that the port is taken. */
  owner: string
  /** The help line of the flag. */
  help: string
  /** The default port. */
  port: number
}

/** One engine in a folder of its own, about to be started. */
export interface Instance {
  /** Folder of the unpacked program; only read. */
  program: string
  /** Folder of its settings, data and logs. */
  folder: string
  /** The folder of the JDK. */
  java: string
  /** The user it runs as; undefined for the current one. */
  user: ProcessUser | undefined
  /** Where clients connect. */
  port: number
  /** Ports by option of their listener; further listeners without one stay closed. */
  ports: Readonly<Record<string, number | undefined>>
  heapMb: number
  password: string
}

/** How to run Java. */
export interface JavaCommand {
  args: string[]
  env: Record<string, string>
  cwd: string
}

/** The Java that an engine needs. */
export interface JavaNeeds {
  /** The minimum version. */
  version: number
  /** Modules that slimmed-down runtimes leave out. */
  modules: readonly string[]
}

/** How an engine is fetched, set up and started on this machine. */
export interface Launcher {
  /** The id of the engine's descriptor; also names its folder. */
  readonly id: string
  /** The product's display name. */
  readonly name: string
  readonly version: string
  readonly artifact: Artifact
  readonly java: JavaNeeds
  readonly user: string
  /** Where clients connect. */
  readonly listener: Listener
  readonly furtherListeners: readonly Listener[]
  /** Folders below the instance's that the engine writes to. */
  readonly folders: readonly string[]
  /** File of the instance with the pid of the process that the engine's own launcher starts. */
  readonly pidFile?: string
  /** Matches lines of its log that report an error. */
  readonly errorLine: RegExp
  url(port: number): string
  /** Contents by file below the instance's folder. */
  settings(instance: Instance): Record<string, string>
  /** Run once, before the first start, as the engine's user. */
  setPassword(instance: Instance): JavaCommand & { input?: string }
  /** `mark` must appear in the command line of every process of the engine. */
  command(instance: Instance, mark: string): JavaCommand
  /** Why the engine cannot be used yet; null once it can. */
  obstacle(service: Service): Promise<string | null>
}

/** Name and version, for messages. */
export function fullName({ name, version }: Launcher): string {
  return `${name} ${version}`
}
