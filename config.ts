import { z } from 'zod'
import { ENGINES } from '#backends.ts'
import { UserError } from '#core/errors.ts'
import { type Engine, variableOf } from '#stores/backend.ts'
import type { EngineAddress } from '#stores/shared/engine-address.ts'

const PORT_RULE = 'must be a whole number from 1 to 65535'

/** Characters allowed in a bearer token (RFC 6750). */
const KEY = z
  .string()
  .regex(/^[\w.~+/-]{16,}=*$/, 'must be at least 16 letters, digits or any of . _ ~ + / -')

const VARIABLES = {
  /** If undefined: the default archive, or the sample news until it exists. */
  DATELINE_ARCHIVE: z.string().optional(),
  DATELINE_API_KEY: KEY.optional(),
  /** Lets programs add articles. */
  DATELINE_WRITE_KEY: KEY.optional(),
  DATELINE_HOST: z.string().default('127.0.0.1'),
  DATELINE_PORT: z
    .string()
    .regex(/^\d{1,5}$/, PORT_RULE)
    .transform(Number)
    .refine((port) => port >= 1 && port <= 65_535, PORT_RULE)
    .default(4310),
}

const Environment = z.object({
  ...VARIABLES,
  ...Object.fromEntries(ENGINES.flatMap(engineVariables)),
})

/**
 * The settings for reaching an engine that all engines share; the URL may contain user and
 * password.
 */
export type EngineSettings = Partial<EngineAddress>

export interface Config {
  archive: string | undefined
  apiKey: string | undefined
  writeKey: string | undefined
  host: string
  port: number
  /** For every registered engine, by id. */
  engines: Record<string, EngineSettings>
}

/**
 * Reads the environment; an empty variable counts as not set. Throws UserError on invalid values.
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const named = Object.entries(env).filter(([, value]) => value !== '')
  const result = Environment.safeParse(Object.fromEntries(named))
  if (!result.success) throw new UserError(result.error.issues.map(toSentence).join('; '))

  const set = result.data
  return {
    archive: set.DATELINE_ARCHIVE,
    apiKey: set.DATELINE_API_KEY,
    writeKey: set.DATELINE_WRITE_KEY,
    host: set.DATELINE_HOST,
    port: set.DATELINE_PORT,
    engines: Object.fromEntries(ENGINES.map((engine) => [engine.id, settingsOf(engine, set)])),
  }
}

function engineVariables(engine: Engine): [string, z.ZodType][] {
  return Object.entries(engine.settings).map(([field, check]) => [
    variableOf(engine, field),
    check.optional(),
  ])
}

function settingsOf(engine: Engine, set: Record<string, unknown>): EngineSettings {
  const fields = Object.keys(engine.settings)
  return Object.fromEntries(fields.map((field) => [field, set[variableOf(engine, field)]]))
}

function toSentence({ path, message }: z.core.$ZodIssue): string {
  return `${String(path[0])} ${message}`
}
