import { on } from 'node:events'
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { hasWaiting } from '#archive/decisions/log.ts'
import type { Archive } from '#archive/open.ts'
import { settleNames } from '#archive/registry/settle.ts'
import { EXTRACTOR_VERSION } from '#extract/version.ts'
import { storeCommonWords } from '#stores/sqlite/search/common-words.ts'
import { type FullTextIndex, createFullTextIndex } from '#stores/sqlite/search/full-text.ts'
import { type ImportCounts, Intake } from './intake.ts'
import type { StepBatch, ReaderData, WriterReply } from './reader-thread.ts'
import { unpack } from './packed-steps.ts'
import { type ListedFile, isStream } from '../input/list-files.ts'
import { listInput } from '../input/list-input.ts'
import type { ReadOptions } from '../result.ts'
import type { ModelChoice } from './text-reader.ts'

export interface IndexOptions extends ReadOptions {
  /** False stores sentences without names. */
  names: boolean
  /** Finds names instead of the tagger. */
  model?: ModelChoice
  /** Whether removed articles may return. */
  restore: boolean
  /** Extraction threads; by default as many as are fastest on this machine. */
  workers?: number
  /** Whether the archive keeps its own full-text index; true by default. */
  fullText?: boolean
  /** Aborting keeps the running batch and leaves the rest for the next run. */
  signal?: AbortSignal
  onProgress?: (progress: IndexProgress) => void
}

export interface IndexProgress {
  /** Bytes of files on disk (compressed). */
  bytes: number
  /** Null while reading standard input. */
  totalBytes: number | null
  read: number
  path: string
}

export interface IndexSummary extends ImportCounts {
  seconds: number
  articlesPerSecond: number
  /** The first rejections and warnings, as sentences. */
  notes: string[]
}

const MAX_NOTES = 20
/** More would outpace the writing thread. */
const MOST_BY_DEFAULT = 3
/** Objects live only until they are written; a larger young generation would only waste memory. */
const YOUNG_MB = 16
const READER = new URL('./reader-thread.ts', import.meta.url)

/**
 * Reads files into the archive: one thread reads, that or others extract, this one writes. If
 * interrupted at any point, the same call resumes after the last stored batch. Never throws for bad
 * input, which is counted, noted, and listed by `archive.rejected()`.
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
  const { files, outlets, rejected, lists } = await listInput(paths)
  for (const list of lists) clearRejections(archive, resolve(list))
  for (const rejection of rejected) intake.reject(rejection, resolve(rejection.origin.path))
  if (files.length > 0 && !options.signal?.aborted) {
    await storeAll(archive, intake, files, { ...options, outlets })
  }

  const { counts } = intake
  const seconds = (performance.now() - started) / 1000
  return { ...counts, seconds, articlesPerSecond: counts.read / Math.max(seconds, 1e-3), notes }
}

/** Clears an earlier rejection of a list of feeds that is readable now. */
function clearRejections(archive: Archive, path: string): void {
  if (archive.rejectedIn(path).length === 0) return
  const opened = [{ path, hash: null, rev: archive.rev() }]
  archive.enter({ opened, rejected: [], finished: [] })
}

async function storeAll(
  archive: Archive,
  intake: Intake,
  files: ListedFile[],
  { signal, onProgress, fullText: wanted = true, ...options }: IndexOptions,
): Promise<void> {
  const totalBytes = files.some(isStream) ? null : files.reduce((sum, { bytes }) => sum + bytes, 0)
  // First, because a thread takes a while to start.
  const reader = startReader(archive.path, files, options)
  const stop = () => reader.postMessage('stop' satisfies WriterReply)
  signal?.addEventListener('abort', stop)
  try {
    await withFullText(archive, wanted, async (fullText) => {
      await eachBatch(reader, async ({ steps, forms, bytes, path }) => {
        fullText?.learn(forms)
        intake.store(steps.map(unpack))
        onProgress?.({ bytes, totalBytes, read: intake.counts.read, path })
        // A user is waiting for it in a browser.
        if (hasWaiting(archive.db)) await settleNames(archive)
      })
      // Only for articles stored by an earlier version; later ones are checked on arrival.
      while (!signal?.aborted && archive.findCopies() > 0);
      await settleNames(archive, { ...(signal && { signal }) })
    })
  } finally {
    signal?.removeEventListener('abort', stop)
    await reader.terminate()
  }
}

/**
 * Runs `work` while the full-text index follows the archive; passes null if the archive keeps none.
 */
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
    storeCommonWords(archive.db)
  } finally {
    archive.unfollow(fullText)
  }
}

/** Two on two cores, although two more threads read and write: those mostly wait for extraction. */
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
  const { source, format, map, dates, outlets } = how
  const version = model ? `${EXTRACTOR_VERSION} ${model.version}` : EXTRACTOR_VERSION
  const extractor = names ? version : ''
  const data: ReaderData = {
    files,
    archive,
    options: {
      source,
      format,
      map,
      dates,
      outlets,
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

/**
 * Stores each batch as it arrives until the reader ends; throws what the reader or `store` throws.
 */
async function eachBatch(
  reader: Worker,
  store: (batch: StepBatch) => Promise<void>,
): Promise<void> {
  for await (const [batch] of on(reader, 'message', { close: ['exit'] })) {
    await store(batch as StepBatch)
    reader.postMessage('stored' satisfies WriterReply)
    // If reading is faster than writing, messages alone would starve the event loop of signals.
    await setImmediate()
  }
}
