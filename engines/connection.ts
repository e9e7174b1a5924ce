import { join } from 'node:path'
import { z } from 'zod'
import { UserError } from '#core/errors.ts'
import { readIfThere, writePrivate } from './private-file.ts'

const Service = z.object({ url: z.url(), user: z.string(), password: z.string() })
const EngineConnections = z.record(z.string(), Service)

/** How to reach the started engines, by id. */
export type EngineConnections = z.infer<typeof EngineConnections>

/**
 * Reads what the last `engines start` wrote; null if there was none. Throws UserError if the file
 * is invalid.
 */
export function readConnection(folder: string): EngineConnections | null {
  const path = connectionFile(folder)
  try {
    const text = readIfThere(path)
    return text === null ? null : EngineConnections.parse(JSON.parse(text))
  } catch (cause) {
    throw new UserError(`${path} ${faultOf(cause)}`, { cause })
  }
}

function faultOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code === 'EACCES'
    ? 'is for another user to read; run this as that user, or name a folder of yours with DATELINE_ENGINES'
    : 'is damaged; delete it, and `dateline engines start` writes it'
}

/** Stores how to reach the engines in a file that only its owner can read. */
export function writeConnection(folder: string, connection: EngineConnections): void {
  const path = connectionFile(folder)
  writePrivate(path, `${JSON.stringify(connection, null, 2)}\n`)
}

/** Where a folder's connection file is. */
export function connectionFile(folder: string): string {
  return join(folder, 'connection.json')
}
