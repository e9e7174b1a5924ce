import type { Artifact } from './artifact.ts'
import type { ProcessUser } from './process-user.ts'

/** Where a running engine is reached, and as whom. */
export interface Service {
  url: string
  user: string
  password: string
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
  port: number
  /** Neo4j only: where it takes Cypher over HTTP; undefined: nowhere. */
  httpPort: number | undefined
  heapMb: number
  password: string
}

/** How to run Java. */
export interface JavaCommand {
  args: string[]
  env: Record<string, string>
  cwd: string
}

/** What the launcher has to know of Elasticsearch or of Neo4j. */
export interface Engine {
  readonly id: 'elasticsearch' | 'neo4j'
  readonly name: string
  readonly version: string
  readonly artifact: Artifact
  readonly user: string
  readonly port: number
  /** The folders below that of the instance to which the engine writes. */
  readonly folders: readonly string[]
  /** Of the instance; where the engine notes the process that its launcher starts. */
  readonly pidFile?: string
  url(port: number): string
  /** File by file, below the folder of the instance. */
  settings(instance: Instance): Record<string, string>
  /** Run once, before the first start, by whom the engine runs as. */
  setPassword(instance: Instance): JavaCommand & { input?: string }
  /** `mark` is to stand in the command line of every process of the engine. */
  command(instance: Instance, mark: string): JavaCommand
  /** Why it cannot be used yet; null once it can. */
  obstacle(service: Service): Promise<string | null>
}
