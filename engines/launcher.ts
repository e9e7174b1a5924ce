import type { Artifact } from './artifact.ts'
import type { ProcessUser } from './process-user.ts'

/** How to reach a running engine. */
export interface Service {
  url: string
  user: string
  password: string
}

/** A port of loopback that an engine can listen on. */
export interface Listener {
  /** The flag of `dateline engines start` that sets it, without its dashes. */
  option: string
  /** Who listens, for people: as in a message about a port that is taken. */
  owner: string
  /** The line of help behind the flag. */
  help: string
  /** Used unless another is named. */
  port: number
}

/** One engine in a folder of its own, about to be started. */
export interface Instance {
  /** The unpacked program, only read. */
  program: string
  /** Its settings, data and logs. */
  folder: string
  /** The folder of the JDK. */
  java: string
  /** Whom it runs as; undefined: whoever runs Dateline. */
  user: ProcessUser | undefined
  /** Where clients connect. */
  port: number
  /** Ports by the option of their listener; a further listener without one stays closed. */
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

/** The Java that an engine runs on. */
export interface JavaNeeds {
  /** The oldest that will do. */
  version: number
  /** Modules that slimmed-down runtimes leave out. */
  modules: readonly string[]
}

/** How an engine is fetched, set up and started on this machine. */
export interface Launcher {
  /** The id of the engine's descriptor; names its folder too. */
  readonly id: string
  /** The product's name, for people. */
  readonly name: string
  readonly version: string
  readonly artifact: Artifact
  readonly java: JavaNeeds
  readonly user: string
  /** Where clients connect. */
  readonly listener: Listener
  readonly furtherListeners: readonly Listener[]
  /** The folders below that of the instance to which the engine writes. */
  readonly folders: readonly string[]
  /** File of the instance in which the engine notes the process that its own launcher starts. */
  readonly pidFile?: string
  /** Lines of its log that tell of an error. */
  readonly errorLine: RegExp
  url(port: number): string
  /** File by file, below the folder of the instance. */
  settings(instance: Instance): Record<string, string>
  /** Run once, before the first start, as the user that the engine runs as. */
  setPassword(instance: Instance): JavaCommand & { input?: string }
  /** `mark` has to stand in the command line of every process of the engine. */
  command(instance: Instance, mark: string): JavaCommand
  /** Why the engine cannot be used yet; null once it can. */
  obstacle(service: Service): Promise<string | null>
}

/** Name and version, for people. */
export function fullName({ name, version }: Launcher): string {
  return `${name} ${version}`
}
