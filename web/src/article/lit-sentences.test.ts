import { describe, expect, it } from 'vitest'
import type { Mention } from '#core/article.ts'
import { litSentences } from './lit-sentences.ts'

const ARTICLE = {
  sentences: [0, 1, 2].map((n) => ({ n, field: 'body' as const, start: n, end: n + 1 })),
  mentions: [
    mention('person-a', 2),
    mention('person-a', 0),
    mention('person-a', null),
    mention('x', 1),
  ],
}

describe('litSentences', () => {
  it('lights the sentence asked for, if there is one', () => {
    expect([...litSentences(ARTICLE, { sentence: 1, entity: null })]).toEqual([1])
    expect([...litSentences(ARTICLE, { sentence: 9, entity: null })]).toEqual([])
  })

  it('lights every sentence that names the entity, in order, without the dateline', () => {
    expect([...litSentences(ARTICLE, { sentence: null, entity: 'person-a' })]).toEqual([0, 2])
  })
})

function mention(entity: string, sentence: number | null): Mention {
  return {
    start: 0,
    end: 1,
    field: 'body',
    sentence,
    surface: '',
    kind: 'person',
    entity,
    name: '',
    via: 'rule',
    confidence: 1,
  }
}
