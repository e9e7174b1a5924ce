import { existsSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { StoreError } from '#core/errors.ts'
import { openForReading } from '#core/files/sqlite-file.ts'
import { toStoreError } from './read-transaction.ts'

/**
 * Opens a read-only store over an archive's file with a cache in KiB. The file is not
 * memory-mapped: if it shrank, the process would be killed.
 */
export function openStore<T>(
  path: string,
  name: string,
  cache: number,
  create: (db: DatabaseSync) => T,
): T {
  if (!existsSync(path)) throw new StoreError(name, `there is no archive at ${path}`)
  let db: DatabaseSync | undefined
  try {
    db = openForReading(path)
    db.exec(`pragma query_only = 1; pragma trusted_schema = off; pragma cache_size = -${cache}`)
    return create(db)
  } catch (error) {
    db?.close()
    throw toStoreError(error, name, path)
  }
}
