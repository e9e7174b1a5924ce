import { ENGINES } from '#backends.ts'
import type { Connection } from '#engines/connection.ts'
import { variableOf } from '#stores/backend.ts'

/** The environment that leads to engines that were started, as lines for a shell. */
export function toEnvironment(connection: Connection): string {
  return ENGINES.flatMap((engine) =>
    Object.entries(connection[engine.id] ?? {}).map(
      ([field, value]) => `export ${variableOf(engine, field)}=${value}`,
    ),
  ).join('\n')
}
