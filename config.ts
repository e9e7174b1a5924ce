import { z } from 'zod'
import { UserError } from '#core/errors.ts'
import type { EngineAddress } from '#stores/shared/engine-address.ts'

const PORT_RULE = 'must be a whole number from 1 to 65535'

const Environment = z.object({
  /** Undefined: the archive beside the program, and the sample news until there is one. */
  DATELINE_ARCHIVE: z.string().optional(),
  DATELINE_API_KEY: z
    .string()
    // What a bearer token may hold (RFC 6750).
    .regex(/^[\w.~+/-]{16,}=*$/, 'must be at least 16 letters, digits or any of . _ ~ + / -')
    .optional(),
  DATELINE_HOST: z.string().default('127.0.0.1'),
  DATELINE_PORT: z
    .string()
    .regex(/^\d{1,5}$/, PORT_RULE)
    .transform(Number)
    .refine((port) => port >= 1 && port <= 65_535, PORT_RULE)
    .default(4310),
  DATELINE_ELASTICSEARCH_URL: z.string().optional(),
  DATELINE_ELASTICSEARCH_USER: z.string().optional(),
  DATELINE_ELASTICSEARCH_PASSWORD: z.string().optional(),
  DATELINE_ELASTICSEARCH_API_KEY: z.string().optional(),
  DATELINE_ELASTICSEARCH_CA_FILE: z.string().optional(),
  DATELINE_ELASTICSEARCH_PREFIX: z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,99}$/, 'must be small letters, digits, - and _')
    .optional(),
  DATELINE_NEO4J_URL: z.string().optional(),
  DATELINE_NEO4J_USER: z.string().optional(),
  DATELINE_NEO4J_PASSWORD: z.string().optional(),
  DATELINE_NEO4J_CA_FILE: z.string().optional(),
})

/** What is set of how an engine is reached; the URL may hold user and password. */
export type EngineSettings = Partial<EngineAddress>

export interface Config {
  archive: string | undefined
  apiKey: string | undefined
  host: string
  port: number
  elasticsearch: EngineSettings
  neo4j: EngineSettings
}

/** What the environment says; a variable that is empty counts as not set. Throws UserError on what cannot be used. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const named = Object.entries(env).filter(([, value]) => value !== '')
  const result = Environment.safeParse(Object.fromEntries(named))
  if (!result.success) throw new UserError(result.error.issues.map(toSentence).join('; '))

  const set = result.data
  return {
    archive: set.DATELINE_ARCHIVE,
    apiKey: set.DATELINE_API_KEY,
    host: set.DATELINE_HOST,
    port: set.DATELINE_PORT,
    elasticsearch: {
      url: set.DATELINE_ELASTICSEARCH_URL,
      user: set.DATELINE_ELASTICSEARCH_USER,
      password: set.DATELINE_ELASTICSEARCH_PASSWORD,
      apiKey: set.DATELINE_ELASTICSEARCH_API_KEY,
      caFile: set.DATELINE_ELASTICSEARCH_CA_FILE,
      prefix: set.DATELINE_ELASTICSEARCH_PREFIX,
    },
    neo4j: {
      url: set.DATELINE_NEO4J_URL,
      user: set.DATELINE_NEO4J_USER,
      password: set.DATELINE_NEO4J_PASSWORD,
      caFile: set.DATELINE_NEO4J_CA_FILE,
    },
  }
}

function toSentence({ path, message }: z.core.$ZodIssue): string {
  return `${String(path[0])} ${message}`
}
