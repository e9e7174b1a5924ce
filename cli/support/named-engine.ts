import { UserError } from '#core/errors.ts'
import type { StoreRole } from '#core/store-role.ts'
import { type Engine, variableOf } from '#stores/backend.ts'

/** An engine whose URL is given by a flag or the environment. */
export interface NamedEngine {
  engine: Engine
  url: string
}

/** The one engine named for a role. Throws UserError if there is none, or several. */
export function namedFor(
  role: StoreRole,
  named: NamedEngine[],
  known: readonly Engine[],
): NamedEngine {
  const [found, second] = named.filter(({ engine }) => engine.role === role)
  if (found && !second) return found
  if (found && second) {
    throw new UserError(
      `${found.engine.name} and ${second.engine.name} are both named, and an archive has one ${role} store; leave out one`,
    )
  }
  const missing = known.filter((engine) => engine.role === role)
  const ways = missing.map((engine) => `--${engine.id} or ${variableOf(engine, 'url')}`)
  throw new UserError(
    `${named[0]!.engine.name} is named and ${missing.map(({ name }) => name).join(' or ')} is not; name it too with ${ways.join(' or ')}, or use neither with --embedded`,
  )
}
