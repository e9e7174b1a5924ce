import Tinypool from 'tinypool'
import type { ExtractInput } from '#core/article.ts'
import type { StoredReading } from '#core/reading.ts'
import type { ExtractionData } from './extraction-thread.ts'

/** Extraction in several threads. */
export interface ExtractionPool {
  /** Reads a text; its extraction starts with the next `flush` at the latest. */
  read(text: ExtractInput): Promise<StoredReading>
  flush(): void
  close(): Promise<void>
}

/**
 * Texts sent together, because each message has a cost; small enough that no thread waits for
 * another's group.
 */
const GROUP_TEXTS = 32
const GROUP_CHARACTERS = 200_000
/** Objects live only until they are sent; a larger young generation would only waste memory. */
const YOUNG_MB = 16
const THREAD = new URL('./extraction-thread.ts', import.meta.url)

interface TextGroup {
  texts: ExtractInput[]
  characters: number
  readings: PromiseWithResolvers<StoredReading[]>
}

/** `model` is the folder of a model used instead of the tagger; null for none. */
export function openExtractionPool(threads: number, model: string | null): ExtractionPool {
  const pool = new Tinypool({
    filename: THREAD.href,
    minThreads: threads,
    maxThreads: threads,
    // One group is extracted while the next waits in the thread.
    concurrentTasksPerWorker: 2,
    workerData: { model } satisfies ExtractionData,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  })
  let group = emptyGroup()

  function flush(): void {
    if (group.texts.length === 0) return
    group.readings.resolve(pool.run(group.texts) as Promise<StoredReading[]>)
    group = emptyGroup()
  }

  return {
    read({ title, body, dateline }) {
      const place = group.texts.push({ title, body, dateline }) - 1
      const reading = group.readings.promise.then((readings) => readings[place]!)
      // A failure is thrown when the reading is awaited.
      reading.catch(() => {})
      group.characters += body.length
      if (group.texts.length >= GROUP_TEXTS || group.characters >= GROUP_CHARACTERS) flush()
      return reading
    },
    flush,
    close: () => pool.destroy(),
  }
}

function emptyGroup(): TextGroup {
  return { texts: [], characters: 0, readings: Promise.withResolvers() }
}
