import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import type { ExtractInput } from '#core/article.ts'
import { type ExtractionPool, openExtractionPool } from '#indexer/pipeline/extraction-pool.ts'
import type { CorpusFile } from './corpus.ts'
import { type Figure, atLeast, interleaved, median, quotients, spread } from './measure.ts'

const ROUNDS = 5

/** Speed-up of extraction by two threads over one, including sending texts and readings between threads. */
export async function measureExtraction({ path, name }: CorpusFile): Promise<Figure[]> {
  const texts = await readTexts(path)
  const one = openExtractionPool(1, null)
  const two = openExtractionPool(2, null)
  try {
    const seconds = await interleaved(ROUNDS, {
      one: () => secondsOf(one, texts),
      two: () => secondsOf(two, texts),
    })
    const ratios = quotients(seconds.one, seconds.two)
    return [
      {
        what: 'extraction by two threads, times faster than by one',
        value: median(ratios),
        unit: '×',
        ...atLeast(1.7, median(ratios)),
        how: `${texts.length} articles, ${name}, ${ROUNDS} rounds, ${median(seconds.one).toFixed(2)} s by one, ratios ${spread(ratios)}`,
      },
    ]
  } finally {
    await one.close()
    await two.close()
  }
}

async function readTexts(path: string): Promise<ExtractInput[]> {
  const input = createReadStream(path).pipe(createGunzip())
  const texts: ExtractInput[] = []
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    const { title, body, dateline } = JSON.parse(line) as Partial<ExtractInput> & { body: string }
    texts.push({ title: title ?? '', body, dateline: dateline ?? null })
  }
  return texts
}

async function secondsOf(pool: ExtractionPool, texts: ExtractInput[]): Promise<number> {
  const started = performance.now()
  const readings = texts.map((text) => pool.read(text))
  pool.flush()
  await Promise.all(readings)
  return (performance.now() - started) / 1000
}
