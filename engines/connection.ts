import { join } from 'node:path'
import { z } from 'zod'
import { UserError } from '#core/errors.ts'
import { readIfThere, writePrivate } from './private-file.ts'

const Service = z.object({ url: z.url(), user: z.string(), password: z.string() })
const Connection = z.object({ elasticsearch: Service, neo4j: Service })

/** How the two engines that were started are reached. */
export type Connection = z.infer<typeof Connection>

/** What the last `engines start` remembered; null if there was none. Throws UserError on a file that cannot be read. */
export function readConnection(folder: string): Connection | null {
  const path = connectionFile(folder)
  try {
    const text = readIfThere(path)
    return text === null ? null : Connection.parse(JSON.parse(text))
  } catch (cause) {
    throw new UserError(`${path} ${faultOf(cause)}`, { cause })
  }
}

function faultOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code === 'EACCES'
    ? 'is for another user to read; run this as that user, or name a folder of yours with DATELINE_ENGINES'
    : 'is damaged; delete it, and `dateline engines start` writes it'
}

/** Remembers, for nobody else to read, how the engines are reached. */
export function writeConnection(folder: string, connection: Connection): void {
  const path = connectionFile(folder)
  writePrivate(path, `${JSON.stringify(connection, null, 2)}\n`)
}

/** Where the folder's engines are remembered. */
export function connectionFile(folder: string): string {
  return join(folder, 'connection.json')
}

/** The environment that leads to the engines, as lines for a shell. */
export function toEnvironment({ elasticsearch, neo4j }: Connection): string {
  const lines = [
    ['DATELINE_ELASTICSEARCH_URL', elasticsearch.url],
    ['DATELINE_ELASTICSEARCH_USER', elasticsearch.user],
    ['DATELINE_ELASTICSEARCH_PASSWORD', elasticsearch.password],
    ['DATELINE_NEO4J_URL', neo4j.url],
    ['DATELINE_NEO4J_USER', neo4j.user],
    ['DATELINE_NEO4J_PASSWORD', neo4j.password],
  ]
  return lines.map(([name, value]) => `export ${name}=${value}`).join('\n')
}
