import { expect, it } from 'vitest'
import type { Quote, QuotesQuery } from '#core/search.ts'
import { story } from '#tests/builders.ts'
import { everyPage } from './every-page.ts'
import { openedStore } from './opened-store.ts'
import type { OpenSearchStore } from './search-store.ts'

const QUIST = 'person-omar-quist'

const NEWS = [
  story({
    id: 'talks',
    publishedAt: '2023-06-22',
    source: 'gazette',
    title: 'Talks',
    body: [
      '[Omar Quist](person-omar-quist) said tin was dear.',
      'He added: "We sell."',
      '[Peru](country-pe) said it would pay.',
    ].join('\n'),
    quotations: [
      { speaker: QUIST, source: 'Omar Quist', cue: 'said tin', content: 'tin was dear' },
      { speaker: QUIST, source: 'He', cue: 'added', content: '"We sell."' },
      { speaker: 'country-pe', source: 'Peru', cue: 'said it', content: 'it would pay' },
      { speaker: null, source: 'We', cue: 'sell', content: 'dear' },
    ],
  }),
  story({
    id: 'walks',
    publishedAt: '2023-06-25',
    source: 'herald',
    body: '[Omar Quist](person-omar-quist) says he walks.',
    quotations: [{ speaker: QUIST, source: 'Omar Quist', cue: 'says', content: 'he walks' }],
  }),
]

/** What an entity is reported to have said. */
export function testQuotes(open: OpenSearchStore) {
  const few = openedStore(() => open(NEWS))
  const list = (query: Partial<QuotesQuery> = {}) =>
    few().quotes({ entity: QUIST, filters: { fields: {} }, sort: 'newest', size: 10, ...query })

  it('lists quotations of an entity, newest articles first, in the order of the text', async () => {
    const { items, total } = await list()

    expect(total).toEqual({ value: 3, relation: 'eq' })
    expect(items.map(({ article, content }) => [article.id, content])).toEqual([
      ['walks', 'he walks'],
      ['talks', 'tin was dear'],
      ['talks', '"We sell."'],
    ])
    expect(items[2]).toEqual({
      article: { id: 'talks', title: 'Talks', publishedAt: '2023-06-22', source: 'gazette' },
      speaker: { id: QUIST, name: 'Omar Quist' },
      sentence: 2,
      source: 'He',
      cue: 'added',
      content: '"We sell."',
      direct: true,
      confidence: 0.9,
      text: 'He added: "We sell."',
      spans: [
        { start: 0, end: 2, part: 'source' },
        { start: 3, end: 8, part: 'cue' },
        { start: 10, end: 20, part: 'content' },
      ],
    })
  })

  it('counts and shows only filtered ones, with quotation marks or without', async () => {
    const ofGazette = { fields: { source: { any: ['gazette'], all: [], none: [] } } }

    expect((await list({ filters: ofGazette })).total.value).toBe(2)
    expect((await list({ direct: true })).items.map(({ content }) => content)).toEqual([
      '"We sell."',
    ])
    expect((await list({ direct: false })).total.value).toBe(2)
    expect((await list({ entity: 'country-pe' })).total.value).toBe(1)
    expect((await list({ entity: 'person-nobody' })).items).toEqual([])
  })

  it('returns them page by page, each once', async () => {
    const pages = await everyPage<Quote, QuotesQuery>(list, {
      ...{ entity: QUIST, filters: { fields: {} } },
      ...{ size: 1, sort: 'oldest' },
    })

    expect(pages.map(({ content }) => content)).toEqual(['tin was dear', '"We sell."', 'he walks'])
  })

  it('shows quotations of unknown speakers only in the article', async () => {
    const article = await few().article('talks')

    expect(article!.quotations).toEqual(NEWS[0]!.reading.quotations)
  })
}
