import { z } from 'zod'
import { UserError } from '#core/errors.ts'

const PORT_RULE = 'must be a whole number from 1 to 65535'

const Environment = z.object({
  /** Undefined: the archive beside the program, and the sample news until there is one. */
  DATELINE_ARCHIVE: z.string().optional(),
  DATELINE_API_KEY: z
    .string()
    .regex(/^[!-~]{16,}$/, 'must be at least 16 letters, digits or signs, without spaces')
    .optional(),
  DATELINE_HOST: z.string().default('127.0.0.1'),
  DATELINE_PORT: z
    .string()
    .regex(/^\d{1,5}$/, PORT_RULE)
    .transform(Number)
    .refine((port) => port >= 1 && port <= 65_535, PORT_RULE)
    .default(4310),
})

export interface Config {
  archive: string | undefined
  apiKey: string | undefined
  host: string
  port: number
}

/** What the environment says; a variable that is empty counts as not set. Throws UserError on what cannot be used. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const set = Object.entries(env).filter(([, value]) => value !== '')
  const result = Environment.safeParse(Object.fromEntries(set))
  if (!result.success) throw new UserError(result.error.issues.map(toSentence).join('; '))

  const { DATELINE_ARCHIVE, DATELINE_API_KEY, DATELINE_HOST, DATELINE_PORT } = result.data
  return {
    archive: DATELINE_ARCHIVE,
    apiKey: DATELINE_API_KEY,
    host: DATELINE_HOST,
    port: DATELINE_PORT,
  }
}

function toSentence({ path, message }: z.core.$ZodIssue): string {
  return `${String(path[0])} ${message}`
}
