import {
  createReadStream,
  createWriteStream,
  existsSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { backup as copyDatabase, type DatabaseSync } from 'node:sqlite'
import { createZstdCompress } from 'node:zlib'
import { UserError } from '#core/errors.ts'
import { flushToDisk, removeLeftovers, unfinishedName } from '#core/files/unfinished-files.ts'
import { openArchive } from '../open.ts'
import { VERSION } from '../schema.ts'
import { type BackupManifest, encodeManifest, isBackup } from './backup-file.ts'
import { isIntact } from './intact.ts'
import { Meter, type OnProgress } from './meter.ts'

const PAGES_AT_ONCE = 1024

/**
 * Writes a snapshot of an archive to a file while others read and write it. The file is either
 * whole or absent; an earlier backup of that name is replaced only once the new one is whole.
 */
export async function backUpArchive(
  path: string,
  file: string,
  onProgress: OnProgress = () => {},
): Promise<BackupManifest & { compressed: number }> {
  assertReplaceable(file)
  for (const purpose of ['snapshot', 'packing']) removeLeftovers(file, purpose)
  const snapshot = unfinishedName(file, 'snapshot')
  const packing = unfinishedName(file, 'packing')
  try {
    const state = await takeSnapshot(path, snapshot, (done) => onProgress(done / 2))
    if (!isIntact(snapshot)) throw damaged(path)
    const manifest = await pack(snapshot, packing, state, (done) => onProgress(0.5 + done / 2))
    flushToDisk(packing)
    renameSync(packing, file)
    flushToDisk(dirname(file))
    return { ...manifest, compressed: statSync(file).size }
  } finally {
    for (const each of [snapshot, `${snapshot}-journal`, packing]) rmSync(each, { force: true })
  }
}

/** Only replace backups: the path may be the archive itself. */
function assertReplaceable(file: string): void {
  if (!existsSync(file)) return
  if (statSync(file).isDirectory()) {
    throw new UserError(`${file} is a folder; name a file for the backup`)
  }
  if (!isBackup(file)) {
    throw new UserError(`${file} exists and is not a backup; it was left as it is`)
  }
}

type State = Pick<BackupManifest, 'at' | 'archive'>

/** Copies in a read transaction, so that concurrent writes do not change the snapshot. */
async function takeSnapshot(
  path: string,
  snapshot: string,
  onProgress: OnProgress,
): Promise<State> {
  const archive = openArchive(path, { write: false })
  const { db } = archive
  try {
    db.exec('begin')
    const state = readState(db)
    await copyDatabase(db, snapshot, {
      rate: PAGES_AT_ONCE,
      progress: ({ totalPages, remainingPages }) => onProgress(1 - remainingPages / totalPages),
    })
    return state
  } finally {
    archive.close()
  }
}

function readState(db: DatabaseSync): State {
  const state = db.prepare('select id, rev, articles from state').get()
  const archive = state as unknown as Omit<BackupManifest['archive'], 'version'>
  return { at: new Date().toISOString(), archive: { ...archive, version: VERSION } }
}

async function pack(
  snapshot: string,
  packed: string,
  state: State,
  onProgress: OnProgress,
): Promise<BackupManifest> {
  const bytes = statSync(snapshot).size
  const meter = new Meter(bytes, onProgress)
  await pipeline(
    createReadStream(snapshot),
    meter,
    createZstdCompress(),
    createWriteStream(packed, { flags: 'wx' }),
  )
  const manifest: BackupManifest = { format: 1, ...state, bytes, sha256: meter.sha256() }
  await pipeline([encodeManifest(manifest)], createWriteStream(packed, { flags: 'a' }))
  return manifest
}

function damaged(path: string): UserError {
  return new UserError(
    `pages of ${path} are damaged, so no backup was made; \`dateline restore\` restores an earlier one`,
  )
}
