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

/** How long the readers of an archive may hold up its replacement. */
const PATIENCE_MS = 30_000

export interface Restored extends BackupManifest {
  /** Where an archive was kept that was damaged. */
  damagedKept: string | null
}

/**
 * Puts the archive of a backup at `path`. An archive that is there, possibly served, stays until the new one is whole and
 * checked, and then gives way in one step. Throws UserError where something is there and `replace` is not set.
 */
export async function restoreArchive(
  file: string,
  path: string,
  { replace, onProgress = () => {} }: { replace: boolean; onProgress?: OnProgress },
): Promise<Restored> {
  const { manifest, compressed } = readManifest(file)
  if (manifest.archive.version > VERSION) {
    throw new UserError(`${file} is of a newer Dateline; update Dateline to restore it`)
  }
  if (existsSync(path) && !replace) {
    throw new UserError(`there is an archive at ${path}; --force puts the backup in its place`)
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

/** What an archive that cannot be opened had revoked is not known. */
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
 * The log goes before the file comes: SQLite would write it into the new one. Whoever has the old archive open keeps its
 * file, and sees that another is at its path. Returns where an archive was kept that is damaged.
 */
function replaceArchive(path: string, by: string): string | null {
  const damagedKept = existsSync(path) && !emptyLog(path) ? keepAside(path) : null
  for (const suffix of ['-wal', '-shm']) rmSync(path + suffix, { force: true })
  flushToDisk(by)
  renameSync(by, path)
  flushToDisk(dirname(path))
  return damagedKept
}

/** Moves what the log holds into the archive's file; false where the archive is damaged. */
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
    `${path} is still being read, as by an export; try again when that has finished`,
  )
}
