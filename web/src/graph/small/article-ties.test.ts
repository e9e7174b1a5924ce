import { expect, it } from 'vitest'
import type { Mention } from '#core/article.ts'
import type { SalientName } from '#core/graph/salience.ts'
import { tiesOfArticle } from './article-ties.ts'

const mention = (entity: string | null, sentence: number | null): Mention => ({
  ...{
    start: 0,
    end: 1,
    field: 'body',
    surface: 'x',
    kind: 'person',
    name: 'x',
    via: 'tagger',
    confidence: 1,
  },
  ...{ entity, sentence },
})
const entity = (id: string): SalientName => ({
  ...{ id, kind: 'person', name: id, salience: 1, mentions: 1, inTitle: false, inLead: false },
  ...{ about: false, count: 1 },
})

it('counts the sentences that two names share, each once, and leaves out datelines and names without a tie', () => {
  const mentions = [
    ...[mention('a', 1), mention('b', 1), mention('b', 1)],
    ...[mention('b', 2), mention('a', 2), mention('c', 2)],
    ...[mention('d', 3), mention(null, 3), mention('a', null), mention('d', null)],
  ]

  const { names, ties } = tiesOfArticle({ mentions, entities: ['a', 'b', 'c', 'd'].map(entity) })

  expect(ties).toEqual([
    { a: 'a', b: 'b', sentences: 2 },
    { a: 'a', b: 'c', sentences: 1 },
    { a: 'b', b: 'c', sentences: 1 },
  ])
  expect(names.map(({ id, weight }) => [id, weight])).toEqual([
    ['a', 2],
    ['b', 2],
    ['c', 1],
  ])
})
