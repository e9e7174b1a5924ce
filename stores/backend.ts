import type { z } from 'zod'
import type { GraphStore } from '#core/graph.ts'
import type { GraphTarget, SearchTarget } from '#core/projection.ts'
import type { SearchStore } from '#core/search.ts'
import type { StoreRole } from '#core/store-role.ts'
import type { EngineAddress } from './shared/engine-address.ts'
import type { Stores } from './stores.ts'

/*
 * Descriptors of backends. Each folder here exports one as `backend`; code outside these folders
 * uses only the descriptor and names no product.
 */

/** The port that answers queries in each role. */
export interface Ports {
  search: SearchStore
  graph: GraphStore
}

/** The port that is filled from the archive in each role. */
export interface Targets {
  search: SearchTarget
  graph: GraphTarget
}

/** A backend that serves both roles from the archive's own file, without projection. */
export interface Embedded {
  readonly name: string
  /** `onReplaced` is called when another file replaces the archive. */
  open(archive: string, onReplaced?: () => void): Promise<Stores>
  /** Opens stores in this thread that stay at the state of their first answer. */
  openHeld(archive: string): Promise<Pick<Stores, 'search' | 'graph' | 'close'>>
}

/** A server that serves one role and is filled from the archive. */
export interface Engine<R extends StoreRole = StoreRole> {
  /** Names its flag, its environment variables, and its key in ledgers and JSON. Never changes. */
  readonly id: string
  /** The product's display name. */
  readonly name: string
  readonly role: R
  /** URL of the module that exports this as `backend`, for loading it in a worker thread. */
  readonly module: string
  /** Protocols of its URLs, with colons. */
  readonly protocols: readonly string[]
  readonly exampleUrl: string
  /** True if its URL may list several nodes of a cluster, separated by commas. */
  readonly severalNodes?: boolean
  /** Checks environment variables by field: `caFile` is DATELINE_<ID>_CA_FILE. */
  readonly settings: Readonly<Record<string, z.ZodType>>
  /** Opens the reading side. The server need not be up: calls fail with StoreError until it is. */
  open(address: EngineAddress): Promise<Ports[R]>
  /** Opens the writing side; `report` gets a message whenever writing has to wait. */
  openTarget(address: EngineAddress, report: (sentence: string) => void): Promise<Targets[R]>
}

/** One check for each field of an engine's address; a missing one does not compile. */
export type SettingsOf<A extends EngineAddress> = {
  readonly [Field in keyof A]-?: z.ZodType<NonNullable<A[Field]>>
}

/** An engine and its address. */
export interface EngineAt<R extends StoreRole = StoreRole> {
  engine: Engine<R>
  address: EngineAddress
}

/** The engines that serve an archive, one for each role. */
export type Engines = { [R in StoreRole]: EngineAt<R> }

/** The environment variable for a setting of an engine, such as DATELINE_<ID>_CA_FILE. */
export function variableOf({ id }: Pick<Engine, 'id'>, field: string): string {
  const snake = field.replace(/[A-Z]/g, (letter) => `_${letter}`)
  return `DATELINE_${id}_${snake}`.toUpperCase()
}
