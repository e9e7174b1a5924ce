import { type PreparedEntry, prepareEntry } from '#archive/articles.ts'
import type { ArticleInput, InputReading } from '#core/article-intake.ts'
import { encodeReading } from '#core/reading.ts'
import { EXTRACTOR_VERSION } from '#extract/version.ts'
import { openTextReader, type TextReader } from '../pipeline/text-reader.ts'
import { readInput } from './read-input.ts'

export interface InputTask {
  input: ArticleInput
  /** Whether it is to be stored, which needs its names. */
  isStored: boolean
}

export interface PreparedInput {
  reading: InputReading
  /** Null where nothing is to be stored. */
  entry: PreparedEntry | null
}

let extract: Promise<TextReader> | null = null

/** Runs in a thread of its own, so that a heavy page holds up no answer of the server. */
export default async function prepareInput({ input, isStored }: InputTask): Promise<PreparedInput> {
  const reading = await readInput(input)
  const { article } = reading
  if (!isStored || !article) return { reading, entry: null }
  extract ??= openTextReader(null)
  const names = encodeReading(await (await extract)(article))
  // The path is the article's own: another text from the same address takes its place.
  const origin = { path: article.url ?? article.id, line: null }
  const entry = { article, reading: names, extractor: EXTRACTOR_VERSION, origin }
  return { reading, entry: prepareEntry(entry) }
}
