import { parentPort, workerData } from 'node:worker_threads'
import type { ExtractInput } from '#core/article.ts'
import { type StoredReading, encodeReading } from '#core/reading.ts'
import { openTextReader } from './text-reader.ts'

/* Extracts in a thread of its own: groups of texts come in, and their readings go back in the same order. */

export interface ExtractionData {
  /** The folder of a model that takes the tagger's place; null for none. */
  model: string | null
}

export interface Texts {
  group: number
  texts: ExtractInput[]
}

export type Readings =
  | { group: number; readings: StoredReading[] }
  /** What was thrown, so that it is thrown where the texts came from. */
  | { group: number; error: unknown }

const read = await openTextReader((workerData as ExtractionData).model)

parentPort!.on('message', ({ group, texts }: Texts) => {
  readAll(texts).then(
    (readings) => parentPort!.postMessage({ group, readings } satisfies Readings),
    (error: unknown) => parentPort!.postMessage({ group, error } satisfies Readings),
  )
})

async function readAll(texts: ExtractInput[]): Promise<StoredReading[]> {
  const readings: StoredReading[] = []
  for (const text of texts) readings.push(encodeReading(await read(text)))
  return readings
}
