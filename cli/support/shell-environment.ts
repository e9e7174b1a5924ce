import { ENGINES } from '#backends.ts'
import type { EngineConnections } from '#engines/connection.ts'
import { variableOf } from '#stores/backend.ts'

/** Environment variables for the engines that were started, as lines for a shell. */
export function toEnvironment(connection: EngineConnections): string {
  return ENGINES.flatMap((engine) =>
    Object.entries(connection[engine.id] ?? {}).map(
      ([field, value]) => `export ${variableOf(engine, field)}=${value}`,
    ),
  ).join('\n')
}
