import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { EntityType, LabelSpan } from '#extract/tagger/labels.ts'

/** A labelled article, tags as in "B-PER", "I-PER", "O". */
export interface LabelledArticle {
  source: string
  doc: string
  sentences: { tokens: string[]; tags: string[] }[]
}

/** Training files, in a fixed order. */
export const SOURCES = [
  'wikigold',
  'redocred',
  'crossner-politics',
  'uner-ewt-dev',
  'uner-ewt-test',
  'uner-pud',
]

export interface TrainingSource {
  name: string
  sha256: string
  articles: LabelledArticle[]
}

/** A labelled file with its checksum. */
export function readSource(path: string, name: string): TrainingSource {
  const bytes = readFileSync(path)
  const lines = gunzipSync(bytes).toString('utf8').trimEnd().split('\n')
  return {
    name,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    articles: lines.map((line) => JSON.parse(line) as LabelledArticle),
  }
}

/** Reads the training files from the shared folder. */
export function readTraining(shared: string): TrainingSource[] {
  return SOURCES.map((name) => readSource(join(shared, 'data/ner/train', `${name}.jsonl.gz`), name))
}

/** The names of a BIO2 sequence; an I tag without a B tag starts a name. */
export function readSpans(tags: string[]): LabelSpan[] {
  const spans: LabelSpan[] = []
  for (let i = 0; i < tags.length; i++) {
    const tag = tags[i]!
    if (tag === 'O') continue
    const type = tag.slice(2) as EntityType
    const last = spans.at(-1)
    if (tag.startsWith('I-') && last?.to === i && last.type === type) last.to = i + 1
    else spans.push({ from: i, to: i + 1, type })
  }
  return spans
}
