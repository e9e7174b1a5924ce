import { Worker } from 'node:worker_threads'
import type { ExtractInput } from '#core/article.ts'
import type { StoredReading } from '#core/reading.ts'
import type { ExtractionData, Readings, Texts } from './extraction-thread.ts'

/** Extraction in several threads. */
export interface ExtractionPool {
  /** The reading of a text, which is on its way at the latest after `flush`. */
  read(text: ExtractInput): Promise<StoredReading>
  flush(): void
  close(): Promise<void>
}

/** Sent together, since each message has its price; small enough that no thread waits for another's group. */
const GROUP_TEXTS = 32
const GROUP_CHARACTERS = 200_000
/** What lives only until it is sent needs little room; more would only stay taken. */
const YOUNG_MB = 32
const THREAD = new URL('./extraction-thread.ts', import.meta.url)

interface Waiting {
  resolve: (reading: StoredReading) => void
  reject: (error: unknown) => void
}

export function openExtractionPool(threads: number, model: string | null): ExtractionPool {
  /** Those who wait for the texts of each group that is on its way. */
  const underWay = new Map<number, Waiting[]>()
  const workers = Array.from({ length: threads }, () => start(model, settle, fail))
  let texts: ExtractInput[] = []
  let waiting: Waiting[] = []
  let characters = 0
  let groups = 0

  function settle(answer: Readings): void {
    const group = underWay.get(answer.group)!
    underWay.delete(answer.group)
    if ('error' in answer) {
      for (const { reject } of group) reject(answer.error)
      return
    }
    group.forEach(({ resolve }, i) => resolve(answer.readings[i]!))
  }

  function fail(error: unknown): void {
    for (const group of underWay.values()) for (const { reject } of group) reject(error)
    underWay.clear()
  }

  /** Groups go round, so that which thread reads a text depends on nothing but its place. */
  function flush(): void {
    if (texts.length === 0) return
    underWay.set(groups, waiting)
    workers[groups % threads]!.postMessage({ group: groups, texts } satisfies Texts)
    groups++
    texts = []
    waiting = []
    characters = 0
  }

  return {
    read({ title, body, dateline }) {
      const reading = new Promise<StoredReading>((resolve, reject) =>
        waiting.push({ resolve, reject }),
      )
      // A failure is told where the reading is awaited, in its turn.
      reading.catch(() => {})
      texts.push({ title, body, dateline })
      characters += body.length
      if (texts.length >= GROUP_TEXTS || characters >= GROUP_CHARACTERS) flush()
      return reading
    },
    flush,
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}

function start(
  model: string | null,
  onAnswer: (answer: Readings) => void,
  onError: (error: unknown) => void,
): Worker {
  const worker = new Worker(THREAD, {
    workerData: { model } satisfies ExtractionData,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  })
  worker.on('message', onAnswer)
  worker.on('error', onError)
  return worker
}
