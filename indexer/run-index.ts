import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { resolve } from 'node:path'
import type { Archive } from '#archive/open.ts'
import { EXTRACTOR_VERSION } from '#extract/extract.ts'
import { createFullTextIndex } from '#stores/search/sqlite-full-text.ts'
import { type Counts, Intake } from './intake.ts'
import { type ListedFile, type ReadOptions, listFiles, readFile } from './readers/read.ts'

export interface IndexOptions extends ReadOptions {
  /** False to store sentences without names. */
  names: boolean
  /** Let articles in again that were removed. */
  restore: boolean
  /** Aborted: the running batch is kept, the rest is left for the next run. */
  signal?: AbortSignal
  onProgress?: (progress: IndexProgress) => void
}

export interface IndexProgress {
  /** Of the files as they lie on the disk. */
  bytes: number
  /** Null while reading standard input. */
  totalBytes: number | null
  read: number
  path: string
}

export interface IndexSummary extends Counts {
  seconds: number
  articlesPerSecond: number
  /** The first of what was rejected or warned of, as sentences. */
  notes: string[]
}

const MAX_NOTES = 20

/**
 * Reads the files into the archive. Everything is kept batch by batch; interrupted at any moment, the same call goes
 * on where it stopped. Never throws for bad input: that is counted, noted, and listed by `archive.rejected()`.
 */
export async function runIndex(
  archive: Archive,
  paths: string[],
  options: IndexOptions,
): Promise<IndexSummary> {
  archive.follow(createFullTextIndex(archive.db))
  const started = performance.now()
  const notes: string[] = []
  const intake = new Intake(archive, {
    extractor: options.names ? EXTRACTOR_VERSION : '',
    restore: options.restore,
    note: (sentence) => void (notes.length < MAX_NOTES && notes.push(sentence)),
  })
  const files = await filesUnder(paths, intake)
  const totalBytes = files.some(isStream) ? null : files.reduce((sum, { bytes }) => sum + bytes, 0)
  let before = 0
  for (const file of files) {
    if (options.signal?.aborted) break
    await indexFile(archive, intake, file, options, (bytes) =>
      options.onProgress?.({
        bytes: before + bytes,
        totalBytes,
        read: intake.counts.read,
        path: file.path,
      }),
    )
    before += file.bytes
  }
  intake.flush()

  const { counts } = intake
  const seconds = (performance.now() - started) / 1000
  return { ...counts, seconds, articlesPerSecond: counts.read / Math.max(seconds, 1e-3), notes }
}

async function filesUnder(paths: string[], intake: Intake): Promise<ListedFile[]> {
  const files: ListedFile[] = []
  for await (const found of listFiles(paths)) {
    if (found.type === 'file') files.push(found)
    else intake.reject(found, resolve(found.origin.path))
  }
  return files
}

/** Reads one file; one that was read to its end before, and is the same, is only looked at. */
async function indexFile(
  archive: Archive,
  intake: Intake,
  file: ListedFile,
  options: IndexOptions,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const path = file.path === '-' ? '-' : resolve(file.path)
  const hash = isStream(file) ? null : await digestOf(path, options)
  const seen = archive.file(path)
  const same = seen !== null && seen.hash === hash
  if (same && seen.done && !options.restore) {
    intake.skip(seen, archive.rejected(path))
    return
  }

  intake.open({ path, hash, rev: same ? seen.rev : archive.rev() })
  for await (const record of readFile(file.path, options)) {
    if (options.signal?.aborted) return
    if (record.type === 'rejected') intake.reject(record)
    else {
      intake.take(record)
      onBytes(record.bytes)
    }
  }
  intake.finish()
}

/** Standard input and pipes have no size and can be read only once. */
const isStream = ({ bytes }: ListedFile) => bytes === 0

/** Of the bytes, and of what decides how they are read. */
async function digestOf(path: string, options: IndexOptions): Promise<string | null> {
  const { source, format, map, names } = options
  const how = JSON.stringify([source, format, map, names && EXTRACTOR_VERSION])
  const digest = createHash('sha256').update(how)
  try {
    for await (const chunk of createReadStream(path)) digest.update(chunk as Buffer)
  } catch {
    // Reading it says what is wrong with it.
    return null
  }
  return digest.digest('base64url')
}
