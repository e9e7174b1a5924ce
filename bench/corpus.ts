import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { seeded } from '#core/analysis/seeded.ts'

export interface CorpusFile {
  /** A gzipped JSONL file. */
  path: string
  /** Shown in the table: the name of the corpus and the first digits of its hash. */
  name: string
}

const GENERATED_ARTICLES = 13_585

/**
 * The Reuters stories if the shared data folder exists, else as many generated articles of the same
 * length.
 */
export async function corpus(folder: string): Promise<CorpusFile> {
  const shared = process.env.DATELINE_SHARED ?? join(import.meta.dirname, '../../shared')
  const reuters = join(shared, 'data/reuters.jsonl.gz')
  if (existsSync(reuters)) return named('Reuters stories', reuters)

  const path = join(folder, 'generated.jsonl.gz')
  await pipeline(Readable.from(generate()), createGzip(), createWriteStream(path))
  return named('generated articles', path)
}

/** The fields of an article that benches change; a file may have others. */
export interface CorpusRecord {
  id: string
  title: string
  body: string
  publishedAt: string | null
}

export async function* readRecords(path: string): AsyncGenerator<CorpusRecord> {
  const input = createReadStream(path).pipe(createGunzip())
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    yield JSON.parse(line) as CorpusRecord
  }
}

function named(what: string, path: string): CorpusFile {
  const digest = createHash('sha256').update(readFileSync(path)).digest('hex')
  return { path, name: `${what} (${digest.slice(0, 12)})` }
}

/** Sentences of a dozen words drawn by Zipf's law, some of them names. */
function* generate(): Generator<string> {
  const random = seeded(1)
  const syllables = 'ba ce di fo gu ha ki lo mu ne pa ri so tu ve za'.split(' ')
  const word = (n: number): string => syllables[n % 16]! + (n >= 16 ? word((n >> 4) - 1) : '')
  const zipf = () => word(Math.floor(20_000 ** random()) - 1)
  const capital = (text: string) => text[0]!.toUpperCase() + text.slice(1)
  const sentence = () => {
    const words = Array.from({ length: 12 }, zipf)
    if (random() < 0.4) words.splice(3, 0, 'Mr', capital(zipf()), capital(zipf()))
    return capital(words.join(' ')) + '.'
  }
  for (let i = 0; i < GENERATED_ARTICLES; i++) {
    const title = capital(Array.from({ length: 6 }, zipf).join(' '))
    const body = Array.from({ length: 4 + Math.floor(random() * 16) }, sentence).join('\n')
    const publishedAt = new Date(Date.UTC(2020, 0, 1) + i * 3_600_000).toISOString()
    yield JSON.stringify({ id: `g-${i}`, title, body, publishedAt, source: 'Generated' }) + '\n'
  }
}
