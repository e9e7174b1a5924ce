import { type PreparedEntry, prepareEntry } from '#archive/articles.ts'
import type { ArticleInput, InputReading } from '#core/article-intake.ts'
import { encodeReading } from '#core/reading.ts'
import { EXTRACTOR_VERSION } from '#extract/version.ts'
import { openTextReader, type TextReader } from '../pipeline/text-reader.ts'
import { readInput } from './read-input.ts'

export interface InputTask {
  input: ArticleInput
  /** Whether it will be stored, which needs its names. */
  isStored: boolean
}

export interface PreparedInput {
  reading: InputReading
  /** Null if nothing will be stored. */
  entry: PreparedEntry | null
}

let extract: Promise<TextReader> | null = null

/** Runs in a thread of its own, so that a large page delays no answer of the server. */
export default async function prepareInput({ input, isStored }: InputTask): Promise<PreparedInput> {
  const reading = await readInput(input)
  const { article } = reading
  if (!isStored || !article) return { reading, entry: null }
  extract ??= openTextReader(null)
  const names = encodeReading(await (await extract)(article))
  // The path is the article's own, so that another text from the same address replaces it.
  const origin = { path: article.url ?? article.id, line: null }
  const entry = { article, reading: names, extractor: EXTRACTOR_VERSION, origin }
  return { reading, entry: prepareEntry(entry) }
}
