import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { UserError } from '#core/errors.ts'
import type { TaggedName } from '../tagger/tagger.ts'
import { SPECIAL_TOKENS, openClassifier } from './classifier.ts'
import { likeliest, toNames, type WordLabel } from './decode.ts'
import { readNameLabels } from './name-labels.ts'
import { readJson } from './read-json.ts'
import { readVocabulary } from './vocabulary.ts'
import { toWindows, type Window } from './windows.ts'
import { createWordPieces } from './word-pieces.ts'

/** A token classifier in place of the tagger: better on some texts, much slower. */
export interface NameModel {
  /** Identifies the model file. */
  version: string
  tag(sentences: readonly (readonly string[])[]): Promise<TaggedName[]>
  close(): Promise<void>
}

const Config = z.object({
  id2label: z.record(z.string(), z.string()),
  max_position_embeddings: z.number().optional(),
})

/** Longest input of most models, in word pieces. */
const LONGEST = 512
/** Word pieces per batch, including padding. */
const BATCH = 4096

/**
 * Opens a folder with `model.onnx`, `config.json` and `tokenizer.json` or `vocab.txt`, as token classifiers of the BERT
 * family are exported to ONNX. Nothing is downloaded.
 */
export async function openModel(folder: string): Promise<NameModel> {
  const path = join(folder, 'model.onnx')
  if (!existsSync(path)) throw new UserError(`there is no model.onnx in ${folder}; check the path`)
  const config = Config.safeParse(readJson(join(folder, 'config.json')))
  if (!config.success) throw new UserError(`the config.json in ${folder} has no id2label`)
  const { id2label, max_position_embeddings: places = LONGEST } = config.data
  const labels = readNameLabels(id2label)
  const vocabulary = readVocabulary(folder)
  const piecesOf = createWordPieces(vocabulary)
  const classifier = await openClassifier(path, vocabulary, labels.length)
  const size = Math.min(LONGEST, places) - SPECIAL_TOKENS

  return {
    version: await versionOf(path),
    close: () => classifier.close(),
    async tag(sentences) {
      const found = sentences.map((): WordLabel[] => [])
      const windows = sentences.flatMap((words, s) => toWindows(s, words.map(piecesOf), size))
      for (const batch of batches(windows)) {
        const { values, length } = await classifier.score(batch.map(({ pieces }) => pieces))
        batch.forEach(({ sentence, from, keptFrom, keptTo, starts }, row) => {
          for (let i = keptFrom; i < keptTo; i++) {
            const place = row * length + 1 + starts[i - from]!
            found[sentence]![i] = likeliest(values, place * labels.length, labels)
          }
        })
      }
      return found.flatMap((words, sentence) => toNames(sentence, words))
    },
  }
}

/** Batches windows of similar length, which keeps padding small. */
function batches(windows: readonly Window[]): Window[][] {
  const sorted = windows.toSorted((a, b) => a.pieces.length - b.pieces.length)
  const batches: Window[][] = []
  let batch: Window[] = []
  for (const window of sorted) {
    if (batch.length > 0 && (batch.length + 1) * (SPECIAL_TOKENS + window.pieces.length) > BATCH) {
      batches.push(batch)
      batch = []
    }
    batch.push(window)
  }
  if (batch.length > 0) batches.push(batch)
  return batches
}

async function versionOf(path: string): Promise<string> {
  const digest = createHash('sha256')
  await pipeline(createReadStream(path), digest)
  return digest.digest('base64url').slice(0, 12)
}
