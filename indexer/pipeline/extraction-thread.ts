import Tinypool from 'tinypool'
import type { ExtractInput } from '#core/article.ts'
import { type StoredReading, encodeReading } from '#core/reading.ts'
import { openTextReader } from './text-reader.ts'

export interface ExtractionData {
  /** The folder of a model used instead of the tagger; null for none. */
  model: string | null
}

const read = await openTextReader((Tinypool.workerData as ExtractionData).model)

/** Runs in a thread of the extraction pool and returns the readings in the order of the texts. */
export default async function extractAll(texts: ExtractInput[]): Promise<StoredReading[]> {
  const readings: StoredReading[] = []
  for (const text of texts) readings.push(encodeReading(await read(text)))
  return readings
}
