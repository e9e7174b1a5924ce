import { resolve } from 'node:path'
import type { ExtractInput, Reading } from '#core/article.ts'

/** Extracts sentences, names and roles from a text. */
export type TextReader = (input: ExtractInput) => Reading | Promise<Reading>

/** A model's folder and the version that the model states. */
export interface ModelChoice {
  folder: string
  version: string
}

/** Checks that a folder holds a usable model; throws UserError if not. */
export async function chooseModel(folder: string): Promise<ModelChoice> {
  const { openModel } = await import('#extract/transformer/open-model.ts')
  const model = await openModel(folder)
  await model.close()
  return { folder: resolve(folder), version: model.version }
}

/** Loads the tagger, or the model in a folder instead. */
export async function openTextReader(folder: string | null): Promise<TextReader> {
  const { extract, extractWith } = await import('#extract/extract.ts')
  if (folder === null) return extract
  const { openModel } = await import('#extract/transformer/open-model.ts')
  const model = await openModel(folder)
  return (input) => extractWith(model, input)
}
