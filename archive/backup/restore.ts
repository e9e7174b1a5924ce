import {
  createReadStream,
  createWriteStream,
  existsSync,
  linkSync,
  mkdirSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pipeline } from 'node:stream/promises'
import { createZstdDecompress } from 'node:zlib'
import { UserError } from '#core/errors.ts'
import { isBusy, isDamage } from '#core/files/sqlite-errors.ts'
import { flushToDisk, removeLeftovers, unfinishedName } from '#core/files/unfinished-files.ts'
import { copyRevocations } from '../keys.ts'
import { type Archive, openArchive, takeWriterLock } from '../open.ts'
import { VERSION } from '../schema.ts'
import { type BackupManifest, readManifest } from './backup-file.ts'
import { isIntact } from './intact.ts'
import { Meter, type OnProgress } from './meter.ts'

/** How long readers of an archive may delay its replacement. */
const PATIENCE_MS = 30_000

export interface Restored extends BackupManifest {
  /** Path to which a damaged archive was moved; null if there was none. */
  damagedKept: string | null
}

/**
 * Restores a backup to `path`. An existing archive, even one being served, stays until the new one
 * is whole and checked, and is then replaced in one step. Throws UserError if the path is taken and
 * `replace` is not set.
 */
export async function restoreArchive(
  file: string,
  path: string,
  { replace, onProgress = () => {} }: { replace: boolean; onProgress?: OnProgress },
): Promise<Restored> {
  const { manifest, compressed } = readManifest(file)
  if (manifest.archive.version > VERSION) {
    throw new UserError(`${file} was made by a newer Dateline; update Dateline to restore it`)
  }
  if (existsSync(path) && !replace) {
    throw new UserError(`there is an archive at ${path}; --force replaces it with the backup`)
  }
  mkdirSync(dirname(path), { recursive: true })
  const lock = takeWriterLock(path)
  removeLeftovers(path, 'restoring')
  const unpacked = unfinishedName(path, 'restoring')
  try {
    await unpack({ file, compressed, manifest }, unpacked, onProgress)
    markRestored(unpacked, path)
    return { ...manifest, damagedKept: replaceArchive(path, unpacked) }
  } finally {
    for (const suffix of ['', '-wal', '-shm', '-writer']) rmSync(unpacked + suffix, { force: true })
    lock.close()
  }
}

interface Packed {
  file: string
  compressed: number
  manifest: BackupManifest
}

async function unpack({ file, compressed, manifest }: Packed, to: string, onProgress: OnProgress) {
  const meter = new Meter(manifest.bytes, onProgress)
  try {
    await pipeline(
      createReadStream(file, { end: compressed - 1 }),
      createZstdDecompress(),
      meter,
      createWriteStream(to, { flags: 'wx' }),
    )
  } catch (error) {
    if (/^(ZSTD_|Z_)/.test((error as NodeJS.ErrnoException).code ?? '')) throw damaged(file, error)
    throw error
  }
  const isWhole = meter.bytes === manifest.bytes && meter.sha256() === manifest.sha256
  if (!isWhole || !isIntact(to)) throw damaged(file)
}

function markRestored(unpacked: string, path: string): void {
  const archive = openArchive(unpacked, { write: true })
  try {
    archive.db.prepare('update state set restored = ?').run(new Date().toISOString())
    keepRevocations(path, archive.db)
  } finally {
    archive.close()
  }
}

/** Revocations of an archive that cannot be opened are lost. */
function keepRevocations(path: string, to: DatabaseSync): void {
  if (!existsSync(path)) return
  let old: Archive | undefined
  try {
    old = openArchive(path, { write: false })
    copyRevocations(old.db, to)
  } catch (error) {
    if (!(error instanceof UserError) && !isDamage(error)) throw error
  } finally {
    old?.close()
  }
}

/**
 * Removes the log before the new file comes, because SQLite would write it into that file.
 * Processes with the old archive open keep its file and notice that the path has another. Returns
 * where a damaged archive was moved, else null.
 */
function replaceArchive(path: string, by: string): string | null {
  const damagedKept = existsSync(path) && !emptyLog(path) ? keepAside(path) : null
  for (const suffix of ['-wal', '-shm']) rmSync(path + suffix, { force: true })
  flushToDisk(by)
  renameSync(by, path)
  flushToDisk(dirname(path))
  return damagedKept
}

/** Checkpoints the log into the archive's file; false if the archive is damaged. */
function emptyLog(path: string): boolean {
  let db: DatabaseSync | undefined
  try {
    db = new DatabaseSync(path, { timeout: PATIENCE_MS })
    const result = db.prepare('pragma wal_checkpoint(truncate)').get() as { busy: number }
    if (result.busy === 1) throw stillRead(path)
    return true
  } catch (error) {
    if (isBusy(error)) throw stillRead(path)
    if (isDamage(error)) return false
    throw error
  } finally {
    db?.close()
  }
}

function keepAside(path: string): string {
  const aside = `${path}.damaged-${new Date().toISOString().replace(/[:.]/g, '')}`
  linkSync(path, aside)
  if (existsSync(`${path}-wal`)) renameSync(`${path}-wal`, `${aside}-wal`)
  return aside
}

function damaged(file: string, cause?: unknown): UserError {
  return new UserError(`${file} is damaged: it does not hold what was backed up; use another`, {
    cause,
  })
}

function stillRead(path: string): UserError {
  return new UserError(
    `${path} is still being read, for example by an export; try again when that has finished`,
  )
}
