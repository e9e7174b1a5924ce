import { on } from 'node:events'
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Archive } from '#archive/open.ts'
import { EXTRACTOR_VERSION } from '#extract/version.ts'
import { type FullTextIndex, createFullTextIndex } from '#stores/sqlite/search/full-text.ts'
import { type Counts, Intake } from './intake.ts'
import type { Batch, ReaderData, Reply } from './reader-thread.ts'
import { unpack } from './packed-steps.ts'
import { type ListedFile, type ReadOptions, listFiles } from '../read.ts'
import { isStream } from './steps.ts'
import type { ModelChoice } from './text-reader.ts'

export interface IndexOptions extends ReadOptions {
  /** False to store sentences without names. */
  names: boolean
  /** Finds names in the tagger's place. */
  model?: ModelChoice
  /** Let articles in again that were removed. */
  restore: boolean
  /** Threads that extract; left out for what is fastest here. */
  workers?: number
  /** False where the archive keeps no full-text index of its own; true unless given. */
  fullText?: boolean
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
/** More than these outrun the thread that writes. */
const MOST_BY_DEFAULT = 3
/** What is read lives only until it is written: more room for new objects than this is only memory that stays taken. */
const YOUNG_MB = 32
const READER = new URL('./reader-thread.ts', import.meta.url)

/**
 * Reads the files into the archive: one thread reads, it or others extract, this one writes. Everything is kept
 * batch by batch; interrupted at any moment, the same call goes on where it stopped. Never throws for bad input: that
 * is counted, noted, and listed by `archive.rejected()`.
 */
export async function runIndex(
  archive: Archive,
  paths: string[],
  options: IndexOptions,
): Promise<IndexSummary> {
  const started = performance.now()
  const notes: string[] = []
  const intake = new Intake(archive, {
    restore: options.restore,
    note: (sentence) => void (notes.length < MAX_NOTES && notes.push(sentence)),
  })
  const files = await filesUnder(paths, intake)
  if (files.length > 0 && !options.signal?.aborted) {
    await storeAll(archive, intake, files, options)
  }

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

async function storeAll(
  archive: Archive,
  intake: Intake,
  files: ListedFile[],
  { signal, onProgress, fullText: wanted = true, ...options }: IndexOptions,
): Promise<void> {
  const totalBytes = files.some(isStream) ? null : files.reduce((sum, { bytes }) => sum + bytes, 0)
  // Before all else, since it takes a while until a thread runs.
  const reader = startReader(archive.path, files, options)
  const stop = () => reader.postMessage('stop' satisfies Reply)
  signal?.addEventListener('abort', stop)
  try {
    await withFullText(archive, wanted, (fullText) =>
      eachBatch(reader, ({ steps, forms, bytes, path }) => {
        fullText?.learn(forms)
        intake.store(steps.map(unpack))
        onProgress?.({ bytes, totalBytes, read: intake.counts.read, path })
      }),
    )
  } finally {
    signal?.removeEventListener('abort', stop)
    await reader.terminate()
  }
}

/** Null where the archive keeps no full-text index. */
async function withFullText(
  archive: Archive,
  wanted: boolean,
  work: (fullText: FullTextIndex | null) => Promise<void>,
): Promise<void> {
  if (!wanted) return work(null)
  const fullText = createFullTextIndex(archive.db, { taught: true })
  archive.follow(fullText)
  try {
    await work(fullText)
  } finally {
    archive.unfollow(fullText)
  }
}

/** On two cores two, though a third thread writes and a fourth reads: they wait for names more than names for them. */
export function defaultWorkers(cores = availableParallelism()): number {
  return Math.min(cores, Math.max(cores - 1, 2), MOST_BY_DEFAULT)
}

function startReader(
  archive: string,
  files: ListedFile[],
  {
    names,
    restore,
    model,
    workers = defaultWorkers(),
    ...how
  }: Omit<IndexOptions, 'signal' | 'onProgress' | 'fullText'>,
): Worker {
  const { source, format, map } = how
  const version = model ? `${EXTRACTOR_VERSION} ${model.version}` : EXTRACTOR_VERSION
  const extractor = names ? version : ''
  const data: ReaderData = {
    files,
    archive,
    options: {
      source,
      format,
      map,
      extractor,
      model: model?.folder ?? null,
      workers,
      again: restore,
    },
  }
  const fromStdin = files.some(({ path }) => path === '-')
  const reader = new Worker(READER, {
    workerData: data,
    stdin: fromStdin,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  })
  if (fromStdin) process.stdin.pipe(reader.stdin!)
  return reader
}

/** Stores each batch as it comes; ends with the reader, or fails with what it or the work failed with. */
async function eachBatch(reader: Worker, store: (batch: Batch) => void): Promise<void> {
  for await (const [batch] of on(reader, 'message', { close: ['exit'] })) {
    store(batch as Batch)
    reader.postMessage('stored' satisfies Reply)
  }
}
