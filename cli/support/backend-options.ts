import { ENGINES } from '#backends.ts'
import type { Engine } from '#stores/backend.ts'

/** Values of `BACKEND_OPTIONS`; the flag of an engine is its id. */
export interface BackendValues {
  archive?: string | undefined
  embedded?: boolean | undefined
  [flag: string]: unknown
}

const OPTIONS = { archive: { type: 'string' }, embedded: { type: 'boolean' } } as const

/**
 * Options of every command that can use engines: `archive`, `embedded` and a URL for each engine.
 */
export const BACKEND_OPTIONS = {
  ...OPTIONS,
  ...Object.fromEntries(ENGINES.map(({ id }) => [id, { type: 'string' }])),
}

/** The URL given on the command line for an engine. */
export function urlOf(values: BackendValues, { id }: Engine): string | undefined {
  return values[id] as string | undefined
}

/** The flags of all engines, for messages. */
export const ENGINE_FLAGS = ENGINES.map(({ id }) => `--${id}`).join(' and ')

const line = (option: string, help: string) => `  ${option.padEnd(21)}${help}`

/** Help lines for the engines' URLs. */
export const ENGINES_HELP = [
  ...ENGINES.map(({ id, name }) =>
    line(`--${id} URL`, `the ${name} to use, with user and password if it needs them;`),
  ),
  line('', 'else from the environment, or started by `dateline engines start`'),
].join('\n')

/** Help lines for `BACKEND_OPTIONS`, except the archive. */
export const BACKEND_HELP = `${ENGINES_HELP}
  --embedded           use only the archive's own file, even if there are engines`
