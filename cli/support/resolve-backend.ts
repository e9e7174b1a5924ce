import { ENGINES, ENGINE_NAMES, LAUNCHERS } from '#backends.ts'
import { type Config, type EngineSettings, readConfig } from '#config.ts'
import { UserError } from '#core/errors.ts'
import { STORE_ROLES, type StoreRole } from '#core/store-role.ts'
import { type EngineConnections, readConnection } from '#engines/connection.ts'
import { enginesFolder } from '#engines/folder.ts'
import type { Service } from '#engines/launcher.ts'
import { notRunning } from '#engines/running.ts'
import type { EngineAt, Engines } from '#stores/backend.ts'
import type { EngineAddress } from '#stores/shared/engine-address.ts'
import { archivePath } from './archive-path.ts'
import { type BackendValues, ENGINE_FLAGS, urlOf } from './backend-options.ts'
import { toAddress } from './engine-url.ts'
import { type NamedEngine, namedFor } from './named-engine.ts'

/** What a command works on: the archive's own file, or engines filled from it. */
export type Backend = { type: 'embedded'; archive: string } | OnEngines
type OnEngines = { type: 'engines'; archive: string; engines: Engines }

/**
 * Flags override the environment, which overrides the engines started by `engines start`. Throws
 * UserError if a role has no engine or several, or if started engines do not run.
 */
export function resolveBackend(values: BackendValues, env?: NodeJS.ProcessEnv): Backend {
  const archive = archivePath(values.archive)
  if (values.embedded) {
    assertNoFlags(values)
    return { type: 'embedded', archive }
  }
  const config = readConfig(env)
  const named = namedEngines(values, config)
  const folder = enginesFolder(env)
  const engines = named.length > 0 ? connect(named, config, folder) : startedEngines(config, folder)
  return engines ? { type: 'engines', archive, engines } : { type: 'embedded', archive }
}

/** For commands that need engines. Throws UserError if there are none. */
export function resolveEngines(command: string, values: BackendValues): OnEngines {
  const backend = resolveBackend(values)
  if (backend.type === 'engines') return backend
  throw new UserError(
    `${command} needs ${ENGINE_NAMES}; start them with \`dateline engines start\`, or name them with ${ENGINE_FLAGS}`,
  )
}

function assertNoFlags(values: BackendValues): void {
  if (ENGINES.every((engine) => urlOf(values, engine) === undefined)) return
  throw new UserError(`--embedded cannot be combined with ${ENGINE_FLAGS}; leave out one of them`)
}

function namedEngines(values: BackendValues, config: Config): NamedEngine[] {
  return ENGINES.flatMap((engine) => {
    const url = urlOf(values, engine) ?? config.engines[engine.id]?.url
    return url === undefined ? [] : [{ engine, url }]
  })
}

function connect(named: NamedEngine[], config: Config, folder: string): Engines {
  return forEachRole((role) => {
    const { engine, url } = namedFor(role, named, ENGINES)
    const address = toAddress(engine, url, config.engines[engine.id] ?? {})
    return { engine, address: withPassword(address, readConnection(folder)?.[engine.id]) }
  })
}

/** The engines started by `engines start`; null if it was never used. */
function startedEngines(config: Config, folder: string): Engines | null {
  const connection = readConnection(folder)
  if (!connection) return null
  assertRunning(folder, connection)
  return forEachRole((role) => {
    const engine = ENGINES.find(({ id, role: its }) => its === role && connection[id])!
    return { engine, address: atService(config.engines[engine.id] ?? {}, connection[engine.id]!) }
  })
}

function forEachRole(find: (role: StoreRole) => EngineAt): Engines {
  return Object.fromEntries(STORE_ROLES.map((role) => [role, find(role)])) as unknown as Engines
}

/** Credentials of an engine started here apply however its URL is given. */
function withPassword(address: EngineAddress, started: Service | undefined): EngineAddress {
  if (address.user !== undefined || address.apiKey !== undefined) return address
  return started?.url === address.url ? { ...address, ...started } : address
}

/** Settings from the environment for an engine started here, except those for connecting. */
function atService(settings: EngineSettings, service: Service): EngineAddress {
  return { ...settings, apiKey: undefined, caFile: undefined, ...service }
}

function assertRunning(folder: string, connection: EngineConnections): void {
  const stopped = LAUNCHERS.filter(
    (launcher) => !connection[launcher.id] || notRunning(folder, [launcher]).length > 0,
  ).map(({ name }) => name)
  if (stopped.length === 0) return
  const they = stopped.length > 1 ? `${stopped.join(' and ')} do` : `${stopped[0]} does`
  throw new UserError(
    `${they} not run; start with \`dateline engines start\`, or work on the archive's own file with --embedded`,
  )
}
