import { statSync } from 'node:fs'
import { z } from 'zod'
import type { ExtractInput } from '#core/article.ts'
import { UserError } from '#core/errors.ts'
import type { Frame } from '#indexer/input/frame.ts'
import { lines } from '#indexer/input/lines.ts'
import { openFile } from '#indexer/input/open-file.ts'
import { ReadError } from '#indexer/read-error.ts'
import { readFile } from '#indexer/read.ts'
import { openTextReader, type TextReader } from '#indexer/pipeline/text-reader.ts'
import { command } from '../support/command.ts'
import { listing } from '../support/listing.ts'
import { plain, printError, printJson, printStyled } from '../support/terminal.ts'

export const extractFile = command({
  help: `
Show what would be extracted from a text, without storing it: sentences, names and roles.

Usage: dateline extract FILE
       dateline extract --jsonl FILE

FILE is any file that \`dateline index\` can read, or - for standard input.

  --jsonl              FILE has lines of {"id", "title"?, "dateline"?, "body"}; prints for each
                       a line of {"id", "sentences", "mentions", "roles",
                       "quotations"}
  --model FOLDER       find names with an ONNX token classifier (much slower); the folder has
                       model.onnx, config.json and tokenizer.json or vocab.txt`,
  options: { jsonl: { type: 'boolean' }, model: { type: 'string' } },
  async run({ values, positionals }) {
    const [path, ...more] = positionals
    if (path === undefined || more.length > 0) {
      throw new UserError('extract needs one FILE, or - for standard input')
    }
    if (path !== '-') checkFile(path)
    const read = await openTextReader(values.model ?? null)
    return values.jsonl ? answerLines(path, read) : list(path, read)
  },
})

function checkFile(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) throw new UserError(`there is no file ${path}; check the path`)
  if (found.isDirectory()) throw new UserError(`${path} is a folder; extract reads one file`)
}

async function list(path: string, read: TextReader): Promise<number> {
  let status = 0
  for await (const record of readFile(path, {})) {
    if (record.type === 'article') {
      printStyled(listing(record.article, await read(record.article)))
      for (const warning of record.warnings) printError(`dateline: ${plain(warning)}`)
    } else {
      printError(`dateline: ${plain(record.message)}`)
      status = 1
    }
  }
  return status
}

async function answerLines(path: string, read: TextReader): Promise<number> {
  let status = 0
  const { chunks } = await openFile(path)
  try {
    for await (const frames of lines(chunks)) {
      for (const frame of frames) if (!(await answer(path, frame, read))) status = 1
    }
  } catch (error) {
    if (error instanceof ReadError) throw new UserError(`${path} ${error.message}`)
    throw error
  }
  return status
}

/** Returns false for a line without a record. */
async function answer(path: string, frame: Frame, read: TextReader): Promise<boolean> {
  const record = toRecord(frame)
  if (typeof record === 'string') {
    printError(plain(`dateline: ${path}:${frame.line} ${record}`))
    return false
  }
  printJson({ id: record.id, ...(await read(record)) })
  return true
}

const Line = z.object({
  id: z.union([z.string(), z.number()]),
  title: z.string().nullish(),
  dateline: z.string().nullish(),
  body: z.string(),
})

/** The record of a line, or the end of a sentence that says why there is none. */
function toRecord({ bytes, tooLong }: Frame): (ExtractInput & { id: string | number }) | string {
  if (tooLong) return 'is longer than 20 MB; split the record'
  const parsed = Line.safeParse(fromJson(bytes.toString()))
  if (!parsed.success) return 'is not a JSON object with an "id" and a "body" of text'
  const { id, title, dateline, body } = parsed.data
  return { id, title: title ?? '', body, dateline: dateline ?? null }
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
