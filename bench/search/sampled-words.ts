import { DatabaseSync } from 'node:sqlite'
import { words } from '#core/text.ts'

/** Words of an archive by the share of articles that have them; `pairs` stand side by side in some text. */
export interface SampledWords {
  rare: string[]
  common: string[]
  /** Of most articles. */
  commonest: string[]
  pairs: string[]
  sources: string[]
}

const RARE = 0.001
const COMMON = [0.01, 0.3] as const
/** Operators and what stands between words in a question. */
const SKIPPED = ['and', 'or', 'not', 'near', 'then', 'same']

/** Draws up to `count` words of each kind from articles spread over the archive. */
export function sampleWords(file: string, count: number): SampledWords {
  const db = new DatabaseSync(file, { readOnly: true })
  const { last } = db.prepare('select max(row) as last from article').get() as { last: number }
  const text = db.prepare('select body from article_text where row >= ? order by row limit 1')
  const matches = db.prepare('select count(*) as n from fulltext where fulltext match ?')
  const shares = new Map<string, number>()
  const pairs: string[] = []
  for (let i = 0; i < count * 4; i++) {
    const row = 1 + Math.floor((i * last) / (count * 4))
    const { body } = text.get(row) as { body: string }
    const found = words(body).map(({ word }) => word)
    const at = Math.floor(found.length / 3)
    const pair = found.slice(at, at + 2).filter(isPlain)
    if (pair.length === 2) pairs.push(pair.join(' '))
    for (const word of found.slice(at, at + 6).filter(isPlain)) {
      if (!shares.has(word)) shares.set(word, (matches.get(`"${word}"`) as { n: number }).n / last)
    }
  }
  const sources = db.prepare('select distinct source from article limit 20').all() as {
    source: string
  }[]
  db.close()
  const within = (from: number, to: number) =>
    [...shares].filter(([, share]) => share > from && share <= to).map(([word]) => word)
  return {
    rare: within(0, RARE),
    common: within(...COMMON),
    commonest: within(0.5, 1),
    pairs,
    sources: sources.map(({ source }) => source),
  }
}

const isPlain = (word: string) => /^[a-z]{3,}$/.test(word) && !SKIPPED.includes(word)
