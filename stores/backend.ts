import type { z } from 'zod'
import type { GraphStore } from '#core/graph.ts'
import type { GraphTarget, SearchTarget } from '#core/projection.ts'
import type { SearchStore } from '#core/search.ts'
import type { StoreRole } from '#core/store-role.ts'
import type { EngineAddress } from './shared/engine-address.ts'
import type { Stores } from './stores.ts'

/*
 * The descriptors of backends. Each folder beside this file exports one as `backend`; everything outside these folders
 * reads them and names no product.
 */

/** The port that answers in each role. */
export interface Ports {
  search: SearchStore
  graph: GraphStore
}

/** The port that is filled from the archive for each role. */
export interface Targets {
  search: SearchTarget
  graph: GraphTarget
}

/** A backend that answers in both roles from the archive's own file; it needs no projection. */
export interface Embedded {
  readonly name: string
  /** `onReplaced` is called when another file takes the place of the archive. */
  open(archive: string, onReplaced?: () => void): Promise<Stores>
}

/** A server that answers in one role and is filled from the archive. */
export interface Engine<R extends StoreRole = StoreRole> {
  /** Its flag, its part of the variables' names, and its key in ledgers and JSON. Never changes. */
  readonly id: string
  /** The product's name, for people. */
  readonly name: string
  readonly role: R
  /** URL of the module that exports this as `backend`: a worker thread loads it from there. */
  readonly module: string
  /** Protocols of its URLs, with their colons. */
  readonly protocols: readonly string[]
  readonly exampleUrl: string
  /** True where its URL may name several nodes of a cluster, separated by commas. */
  readonly severalNodes?: boolean
  /** Checks the variables of the environment by field: `caFile` is DATELINE_<ID>_CA_FILE. */
  readonly settings: Readonly<Record<string, z.ZodType>>
  /** Opens the reading side. The server need not be up: calls fail with StoreError until it is. */
  open(address: EngineAddress): Promise<Ports[R]>
  /** Opens the writing side; `report` is called with a sentence whenever writing has to wait. */
  openTarget(address: EngineAddress, report: (sentence: string) => void): Promise<Targets[R]>
}

/** One check for each field of an engine's address: a forgotten one does not compile. */
export type SettingsOf<A extends EngineAddress> = {
  readonly [Field in keyof A]-?: z.ZodType<NonNullable<A[Field]>>
}

/** An engine, and how it is reached. */
export interface EngineAt<R extends StoreRole = StoreRole> {
  engine: Engine<R>
  address: EngineAddress
}

/** The engines that an archive is served from, one for each role. */
export type Engines = { [R in StoreRole]: EngineAt<R> }

/** The variable of the environment that holds a setting of an engine, as in DATELINE_<ID>_CA_FILE. */
export function variableOf({ id }: Pick<Engine, 'id'>, field: string): string {
  const snake = field.replace(/[A-Z]/g, (letter) => `_${letter}`)
  return `DATELINE_${id}_${snake}`.toUpperCase()
}
