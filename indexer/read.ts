import { basename, dirname, resolve } from 'node:path'
import type { Origin } from '#archive/articles.ts'
import { collect } from './input/collect.ts'
import { createColumnFinder } from './normalize/columns.ts'
import type { FileContext } from './context.ts'
import { rejectRest } from './rejection.ts'
import { type DayOrder, OrderEvidence } from './normalize/day-order.ts'
import { detectDelimiter, readCsv } from './formats/csv.ts'
import { readFeed } from './formats/feed.ts'
import { detectFormat, isBinary, withoutEndings } from './input/format.ts'
import { readHtml } from './formats/html/read-html.ts'
import { readJson } from './formats/json.ts'
import { jsonValues } from './formats/json-values.ts'
import { lines } from './input/lines.ts'
import { type OpenFile, openFile } from './input/open-file.ts'
import { ReadError, toReadError } from './read-error.ts'
import type { Format, ReadOptions, ReadResult } from './result.ts'
import { readText } from './formats/text.ts'

export { FORMATS } from './result.ts'
export type { ListedFile } from './input/list-files.ts'
export type { ArticleRead, Format, ReadOptions, ReadResult, Rejection } from './result.ts'

/**
 * Yields the articles and rejections of a file ("-" is standard input). Memory does not grow with
 * the file; if it cannot be read any further, the last result is a rejection.
 */
export async function* readFile(
  path: string,
  options: ReadOptions = {},
): AsyncGenerator<ReadResult> {
  let last: Origin | null = null
  let file: OpenFile | null = null
  try {
    file = await openFile(path)
    for await (const results of readOpen(file, path, options)) {
      for (const result of results) {
        last = result.origin
        yield result
      }
    }
    if (!last) throw new ReadError('empty', 'holds no articles')
  } catch (error) {
    yield rejectRest(path, last, toReadError(error), file?.head)
  } finally {
    file?.close()
  }
}

async function* readOpen(
  file: OpenFile,
  path: string,
  options: ReadOptions,
): AsyncGenerator<ReadResult[]> {
  if (isBlank(file.head)) throw new ReadError('empty', 'is empty')
  if (isBinary(file.head)) throw new ReadError('binary', 'is a binary file and no text')

  const format = options.format ?? detectFormat(path, file.head)
  const base: FileContext = {
    path,
    outlet: {
      told: options.source ?? null,
      fallback: toOutletName(isSingle(format) ? folderName(path) : fileName(path)),
      agencyCounts: format === 'text',
    },
    columnOf: createColumnFinder(options.map),
    mapped: Object.values(options.map ?? {}),
    order: options.dates ?? null,
    feedOutlets: options.outlets ?? {},
    consumed: file.consumed,
  }
  const order = base.order ?? (await provenOrder(format, file.head, base))
  yield* readAs(format, file, { ...base, order })
}

/** Two numbers that may be day and month, and a year. */
const NUMERIC_DATE = /\d{1,2}[./-]\d{1,2}[./-]\d{2}/

/**
 * Determines the order of day and month from the dates of a file. The proof may come late, so the
 * file is read once more, up to the first proof; of standard input, only the beginning.
 */
async function provenOrder(
  format: Format,
  head: Buffer,
  context: FileContext,
): Promise<DayOrder | null> {
  if (isSingle(format) || !NUMERIC_DATE.test(head.toString('latin1'))) return null
  const evidence = new OrderEvidence()
  const probe = { ...context, onDate: (written: string) => evidence.add(written) }
  const file = context.path === '-' ? null : await openFile(context.path)
  const content = file ?? { head, chunks: once(head) }
  try {
    for await (const results of readAs(format, content, probe)) {
      if (results.length > 0 && evidence.isSettled) break
    }
  } catch (error) {
    // Errors are reported when the file is read for its articles.
    toReadError(error)
  } finally {
    file?.close()
  }
  return evidence.order
}

async function* once(chunk: Buffer): AsyncGenerator<Buffer> {
  yield chunk
}

async function* readAs(
  format: Format,
  { chunks, head }: Pick<OpenFile, 'chunks' | 'head'>,
  context: FileContext,
): AsyncGenerator<ReadResult[]> {
  switch (format) {
    case 'text':
      yield [readText(await collect(chunks), context)]
      break
    case 'html':
      yield [readHtml(await collect(chunks), context)]
      break
    case 'jsonl':
      yield* readJson(lines(chunks), context)
      break
    case 'json':
      yield* readJson(jsonValues(chunks), context)
      break
    case 'csv':
      yield* readCsv(chunks, detectDelimiter(head), context)
      break
    case 'tsv':
      yield* readCsv(chunks, '\t', context)
      break
    case 'feed':
      yield* readFeed(chunks, head, context)
  }
}

/** "coastal-times" becomes Coastal Times; a name with capitals is left as it is. */
function toOutletName(name: string): string {
  if (name !== name.toLowerCase()) return name
  return name.replace(/[-_]+/g, ' ').replace(/(?<!\S)\p{Ll}/gu, (letter) => letter.toUpperCase())
}

/** A file of one article is named after that article, so the folder's name is the better outlet. */
const isSingle = (format: Format) => format === 'text' || format === 'html'

const folderName = (path: string) =>
  path === '-' ? 'stdin' : basename(dirname(resolve(path))) || 'files'

const fileName = (path: string) => (path === '-' ? 'stdin' : withoutEndings(basename(path)))

/** Only white space; a file that begins with so much of it has no text. */
const isBlank = (head: Buffer) => head.every((byte) => byte <= 0x20 && byte !== 0)
