import { describe, expect, it } from 'vitest'
import { prepareEntry } from '#archive/articles.ts'
import { encodeReading } from '#core/reading.ts'
import { article } from '#tests/builders.ts'
import { pack, unpack } from './packed-steps.ts'
import type { ImportStep } from './steps.ts'

describe('a step sent to another thread', () => {
  const reading = encodeReading({
    sentences: [{ n: 0, field: 'title', start: 0, end: 5 }],
    mentions: [],
    roles: [],
    quotations: [],
  })
  const entry = prepareEntry({
    article: article({ id: 'talks', authors: ['Ana Ferro'], metadata: { pages: [1, 2] } }),
    reading,
    extractor: '7',
    origin: { path: '/news/talks.jsonl', line: 3 },
  })
  const rejection = {
    type: 'rejected' as const,
    origin: { path: 'a.jsonl', line: 1 },
    code: 'not-json' as const,
    message: 'line 1 of a.jsonl is not JSON',
    sample: '{',
  }

  it.each<ImportStep>([
    { type: 'opened', path: '/news/talks.jsonl', hash: null },
    { type: 'article', entry, warnings: ['there is no date'], bytes: 120 },
    { type: 'article', entry: { ...entry, isNew: true }, warnings: [], bytes: 240 },
    { type: 'unchanged', line: 4, warnings: [], bytes: 300 },
    { type: 'rejected', rejection },
    { type: 'finished' },
  ])('arrives unchanged: $type', (step) => {
    expect(unpack(structuredClone(pack(step)))).toEqual(step)
  })
})
