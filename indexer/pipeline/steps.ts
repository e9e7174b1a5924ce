import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { resolve } from 'node:path'
import { type Known, type PreparedEntry, contentHash, prepareEntry } from '#archive/articles.ts'
import type { Archive } from '#archive/open.ts'
import { type StoredReading, encodeReading } from '#core/reading.ts'
import { Multiset } from './multiset.ts'
import { openExtractionPool } from './extraction-pool.ts'
import { inOrder, Pending } from './in-order.ts'
import { NewIds } from './new-ids.ts'
import {
  type ArticleRead,
  type ListedFile,
  type ReadOptions,
  type Rejection,
  readFile,
} from '../read.ts'
import { isStream } from '../input/list-files.ts'
import { openTextReader, type TextReader } from './text-reader.ts'

/** Large, because each piece costs a turn of the event loop. */
const PIECE = 2 ** 20

export interface StepOptions extends ReadOptions {
  /** Version of the extractor; empty for none. */
  extractor: string
  /** The folder of a model used instead of the tagger; null for none. */
  model: string | null
  /** Extraction threads; with 1 the reading thread extracts. */
  workers: number
  /** Whether completely read files are read again. */
  again: boolean
}

/**
 * What an import does to the archive, in order; `bytes` is how much of all files was read so far.
 */
export type ImportStep =
  | { type: 'opened'; path: string; hash: string | null }
  /** A file that was read completely before and has not changed. */
  | { type: 'skipped'; path: string }
  | { type: 'article'; entry: PreparedEntry; warnings: string[]; bytes: number }
  /** An article that the archive already has unchanged. */
  | { type: 'unchanged'; line: number | null; warnings: string[]; bytes: number }
  | { type: 'rejected'; rejection: Rejection }
  | { type: 'finished' }

export type ArticleStep = Extract<ImportStep, { type: 'article' }>

/** An article yet to be extracted, with everything else its step needs. */
export interface Unread {
  read: ArticleRead
  path: string
  /** True if the archive neither has nor bars its id, and will not before it is written. */
  isNew: boolean
}

type Archived = Pick<Archive, 'rev' | 'file' | 'known' | 'isBarred'>

/**
 * Reads files and computes everything needed to store their articles, without writing to the
 * archive. Unchanged articles are not extracted again, unless `isPending` says that another text
 * with the same id is still to be written.
 */
export async function* steps(
  files: ListedFile[],
  archive: Archived,
  options: StepOptions,
  isPending: (id: string) => boolean,
): AsyncGenerator<ImportStep> {
  if (options.extractor && options.workers > 1) {
    yield* stepsByThreads(files, archive, options, isPending)
    return
  }
  const read = await reader(options)
  yield* plan(files, archive, options, isPending, async (unread) => {
    return toStep(unread, encodeReading(await read(unread.read.article)), options)
  })
}

/** The same steps, with articles extracted ahead in other threads. */
async function* stepsByThreads(
  files: ListedFile[],
  archive: Archived,
  options: StepOptions,
  isPending: (id: string) => boolean,
): AsyncGenerator<ImportStep> {
  const pool = openExtractionPool(options.workers, options.model)
  const ahead = new Multiset()
  const isAhead = (id: string) => ahead.has(id) || isPending(id)
  try {
    const planned = plan(files, archive, options, isAhead, (unread) => {
      const { article } = unread.read
      ahead.add(article.id)
      const step = pool.read(article).then((reading) => toStep(unread, reading, options))
      return Promise.resolve(new Pending(step, article.body.length))
    })
    const room = { items: ITEMS_AHEAD * options.workers, size: CHARACTERS_AHEAD * options.workers }
    for await (const step of inOrder(planned, room, () => pool.flush())) {
      yield step
      if (step.type === 'article') ahead.remove(step.entry.article.id)
    }
  } finally {
    await pool.close()
  }
}

/** Per thread: two groups of the pool, one being extracted and one waiting. */
const ITEMS_AHEAD = 64
const CHARACTERS_AHEAD = 400_000

/** Yields all steps in order, with the result of `extract` in place of each article's step. */
async function* plan<T>(
  files: ListedFile[],
  archive: Archived,
  options: StepOptions,
  isPending: (id: string) => boolean,
  extract: (unread: Unread) => Promise<T>,
): AsyncGenerator<ImportStep | T> {
  const newIds = new NewIds(archive.rev() === 0)
  let before = 0
  for (const file of files) {
    const path = file.path === '-' ? '-' : resolve(file.path)
    const hash = isStream(file) ? null : await digestOf(path, options)
    const seen = archive.file(path)
    if (seen !== null && seen.hash === hash && seen.done && !options.again) {
      yield { type: 'skipped', path }
    } else {
      yield { type: 'opened', path, hash }
      for await (const record of readFile(file.path, options)) {
        if (record.type === 'rejected') yield { type: 'rejected', rejection: record }
        else yield await toPlanned({ ...record, bytes: before + record.bytes }, path)
      }
      yield { type: 'finished' }
    }
    before += file.bytes
  }

  function toPlanned(read: ArticleRead, path: string): ImportStep | Promise<T> {
    const { article, origin, warnings, bytes } = read
    const { known, isNew } = lookUp(article.id)
    if (known?.extractor === options.extractor && known.hash === contentHash(article)) {
      return { type: 'unchanged', line: origin.line, warnings, bytes }
    }
    return extract({ read, path, isNew })
  }

  function lookUp(id: string): { known: Known | null; isNew: boolean } {
    if (newIds.take(id)) return { known: null, isNew: true }
    if (isPending(id)) return { known: null, isNew: false }
    const known = archive.known(id)
    return { known, isNew: known === null && !archive.isBarred(id) }
  }
}

function toStep(
  { read: { article, origin, warnings, bytes }, path, isNew }: Unread,
  reading: StoredReading,
  { extractor }: StepOptions,
): ImportStep {
  const { line } = origin
  const entry = prepareEntry({ article, reading, extractor, origin: { path, line } }, isNew)
  return { type: 'article', entry, warnings, bytes }
}

/** Loads the gazetteer only if names are wanted. */
async function reader({ extractor, model }: StepOptions): Promise<TextReader> {
  if (extractor) return openTextReader(model)
  const { readSentences } = await import('#extract/text/sentences.ts')
  return ({ title, body }) => ({
    sentences: readSentences(title, body),
    mentions: [],
    roles: [],
    quotations: [],
  })
}

/**
 * Hashes the bytes and everything that decides how they are read; null if the file cannot be read,
 * which reading reports.
 */
async function digestOf(path: string, options: StepOptions): Promise<string | null> {
  const { source, format, map, dates, extractor, outlets = {} } = options
  const how: unknown[] = [source, format, map, dates, extractor]
  if (Object.keys(outlets).length > 0) how.push(outlets)
  const digest = createHash('sha256').update(JSON.stringify(how))
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: PIECE }))
      digest.update(chunk as Buffer)
  } catch {
    return null
  }
  return digest.digest('base64url')
}
