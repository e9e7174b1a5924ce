import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { resolve } from 'node:path'
import { type Known, type PreparedEntry, contentHash, prepareEntry } from '#archive/articles.ts'
import type { Archive } from '#archive/open.ts'
import { NewIds } from './new-ids.ts'
import {
  type ArticleRead,
  type ListedFile,
  type ReadOptions,
  type Rejection,
  readFile,
} from './readers/read.ts'
import { openTextReader, type TextReader } from './text-reader.ts'

/** Large, since each piece takes a turn of the event loop. */
const PIECE = 2 ** 20

export interface StepOptions extends ReadOptions {
  /** Version that names are read with; empty for none. */
  extractor: string
  /** The folder of a model that takes the tagger's place; null for none. */
  model: string | null
  /** Read files again that were read to their end before. */
  again: boolean
}

/** What happens to an archive while files are read into it, in order; `bytes` counts what was read of all files. */
export type Step =
  | { type: 'opened'; path: string; hash: string | null }
  /** A file that was read to its end before and is the same. */
  | { type: 'skipped'; path: string }
  | { type: 'article'; entry: PreparedEntry; warnings: string[]; bytes: number }
  /** An article that the archive has just so. */
  | { type: 'unchanged'; line: number | null; warnings: string[]; bytes: number }
  | { type: 'rejected'; rejection: Rejection }
  | { type: 'finished' }

/**
 * Reads files and works out all that storing their articles needs. The archive is only read: an article that it has
 * just so is not worked out again, unless `isPending` says that another text of its id is on the way to it.
 */
export async function* steps(
  files: ListedFile[],
  archive: Pick<Archive, 'rev' | 'file' | 'known' | 'isBarred'>,
  options: StepOptions,
  isPending: (id: string) => boolean,
): AsyncGenerator<Step> {
  const read = await reader(options)
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
        else yield await toStep({ ...record, bytes: before + record.bytes }, path)
      }
      yield { type: 'finished' }
    }
    before += file.bytes
  }

  async function toStep(
    { article, origin: { line }, warnings, bytes }: ArticleRead,
    path: string,
  ): Promise<Step> {
    const { extractor } = options
    const { known, isNew } = lookUp(article.id)
    if (known?.extractor === extractor && known.hash === contentHash(article)) {
      return { type: 'unchanged', line, warnings, bytes }
    }
    const reading = await read(article)
    const entry = prepareEntry({ article, reading, extractor, origin: { path, line } }, isNew)
    return { type: 'article', entry, warnings, bytes }
  }

  function lookUp(id: string): { known: Known | null; isNew: boolean } {
    if (newIds.take(id)) return { known: null, isNew: true }
    if (isPending(id)) return { known: null, isNew: false }
    const known = archive.known(id)
    return { known, isNew: known === null && !archive.isBarred(id) }
  }
}

/** Standard input and pipes have no size and can be read only once. */
export const isStream = ({ bytes }: ListedFile) => bytes === 0

/** Names need the gazetteer, which is loaded only for them. */
async function reader({ extractor, model }: StepOptions): Promise<TextReader> {
  if (extractor) return openTextReader(model)
  const { readSentences } = await import('#extract/sentences.ts')
  return ({ title, body }) => ({
    sentences: readSentences(title, body),
    mentions: [],
    roles: [],
  })
}

/** Of the bytes, and of what decides how they are read; null where the file cannot be read, which reading it will tell. */
async function digestOf(path: string, options: StepOptions): Promise<string | null> {
  const { source, format, map, extractor } = options
  const digest = createHash('sha256').update(JSON.stringify([source, format, map, extractor]))
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: PIECE }))
      digest.update(chunk as Buffer)
  } catch {
    return null
  }
  return digest.digest('base64url')
}
