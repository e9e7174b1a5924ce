import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { UserError } from '#core/errors.ts'

/*
 * Content of the skippable frame at the end of a backup. A backup is the archive compressed with
 * Zstandard, so `zstd -d` opens it; a truncated file lacks this frame.
 */

export interface BackupManifest {
  format: 1
  /** When the snapshot was taken, ISO 8601. */
  at: string
  archive: { id: string; rev: number; articles: number; version: number }
  /** Size of the archive's file, uncompressed. */
  bytes: number
  sha256: string
}

/** RFC 8878, 3.1.2: magic number and size, both little-endian. */
const SKIPPABLE_MAGIC = 0x184d2a50
const HEADER_BYTES = 8
const MARK = 'dateline-backup '
const CONTENT_BYTES = 1024
const FRAME_BYTES = HEADER_BYTES + CONTENT_BYTES

/** Encodes the last frame of a backup. */
export function encodeManifest(manifest: BackupManifest): Buffer {
  const frame = Buffer.alloc(FRAME_BYTES, ' ')
  frame.writeUInt32LE(SKIPPABLE_MAGIC, 0)
  frame.writeUInt32LE(CONTENT_BYTES, 4)
  frame.write(MARK + JSON.stringify(manifest), HEADER_BYTES)
  return frame
}

/**
 * Reads the manifest and the number of bytes before it. Throws UserError if the file is not a whole
 * backup.
 */
export function readManifest(path: string): { manifest: BackupManifest; compressed: number } {
  const { frame, size } = readEnd(path)
  const text = frame.toString('utf8', HEADER_BYTES)
  const isFrame = frame.length === FRAME_BYTES && frame.readUInt32LE(0) === SKIPPABLE_MAGIC
  if (!isFrame || size === FRAME_BYTES || !text.startsWith(MARK)) throw notWhole(path)
  return { manifest: parse(path, text.slice(MARK.length)), compressed: size - FRAME_BYTES }
}

export function isBackup(path: string): boolean {
  try {
    readManifest(path)
    return true
  } catch (error) {
    if (error instanceof UserError) return false
    throw error
  }
}

function readEnd(path: string): { frame: Buffer; size: number } {
  const file = openSync(path, 'r')
  try {
    const { size } = fstatSync(file)
    const frame = Buffer.alloc(Math.min(FRAME_BYTES, size))
    readSync(file, frame, 0, frame.length, size - frame.length)
    return { frame, size }
  } finally {
    closeSync(file)
  }
}

function parse(path: string, text: string): BackupManifest {
  let manifest: Partial<BackupManifest>
  try {
    manifest = JSON.parse(text) as Partial<BackupManifest>
  } catch {
    throw notWhole(path)
  }
  if (manifest.format !== 1) {
    throw new UserError(`${path} was made by a newer Dateline; update Dateline to restore it`)
  }
  return manifest as BackupManifest
}

function notWhole(path: string): UserError {
  return new UserError(`${path} is not a backup made by \`dateline backup\`, or is truncated`)
}
