import { existsSync } from 'node:fs'
import { join } from 'node:path'

const SHARED = process.env.DATELINE_SHARED || join(import.meta.dirname, '../../shared')

export const SAMPLE = join(import.meta.dirname, '../sample')

/** A file or folder of real news if present on this machine. */
export function sharedData(name: string): string | null {
  const path = join(SHARED, name)
  return existsSync(path) ? path : null
}
