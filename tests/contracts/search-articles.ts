import { expect, it } from 'vitest'
import { queryOf } from '#tests/query-of.ts'
import type { Mention } from '#core/article.ts'
import { type Story, story } from '#tests/builders.ts'
import { openedStore } from './opened-store.ts'
import type { OpenSearchStore } from './search-store.ts'

const TALKS = story({
  id: 'gazette-1',
  title: '[Omar Quist](person-omar-quist) in [Peru](country-pe)',
  body: [
    '  “[Quist](person-omar-quist), foreign minister of [Peru](country-pe)”, 🜚 said [Patel](person).',
    '[Lima](place) and the [Tin Council](org-tin-council) met [Quist](person-omar-quist).  ',
  ].join('\n\n'),
  dateline: '[LIMA](country-pe), June 22 (Gazette) -',
  place: 'Lima',
  byline: 'By Ana Silva',
  tail: 'Follow us',
  publishedAt: '2023-06-22T10:00:00Z',
  publishedText: '22.06.23',
  source: 'gazette',
  authors: ['Ana Silva', 'Bo "Ek"'],
  url: 'https://gazette.example/1?a=b',
  language: 'pt-BR',
  metadata: { section: 'World', tags: ['a', 1, null], nested: { a: { b: true } } },
  roles: [
    { sentence: 1, person: 'person-omar-quist', of: 'country-pe', title: 'foreign minister' },
  ],
})

const NEWS: Story[] = [
  TALKS,
  story({ id: 'bare', title: '', body: 'No more.', publishedAt: null, source: 'gazette' }),
  story({ id: 'old', publishedAt: '1987-02-26', source: 'courier', body: '[Peru](country-pe).' }),
]

/** One article with its reading, and the archive's totals. */
export function testArticlesAndStatus(open: OpenSearchStore) {
  const store = openedStore(() => open(NEWS))

  it('returns an article as it was stored, with its reading', async () => {
    const { version, entities, revisions, story, ...found } = (await store().article('gazette-1'))!

    expect(found).toEqual({ ...TALKS.article, ...TALKS.reading })
    expect(version).toBeGreaterThan(0)
    expect(revisions).toBe(0)
    expect(story).toMatch(/^story-\d+$/)
    expect(entities).toMatchObject([
      { id: 'country-pe', kind: 'country', name: 'Peru', count: 2 },
      { id: 'person-omar-quist', kind: 'person', name: 'Omar Quist', count: 3 },
      { id: 'org-tin-council', kind: 'organization', name: 'Tin Council', count: 1 },
    ])
  })

  it('weighs its names by their position, strongest first', async () => {
    const { entities } = (await store().article('gazette-1'))!

    expect(
      entities.map(({ id, salience, mentions, inTitle, inLead, about }) => {
        return [id, salience, mentions, inTitle, inLead, about]
      }),
    ).toEqual([
      ['country-pe', 5.08, 2, true, true, true],
      ['person-omar-quist', 5, 3, true, true, true],
      ['org-tin-council', 2, 1, false, true, true],
    ])
  })

  it('returns the offsets of the names', async () => {
    const found = (await store().article('gazette-1'))!
    const texts = { title: found.title, body: found.body, dateline: found.dateline! }
    const cut = ({ field, start, end }: Mention) => texts[field].slice(start, end)

    expect(found.mentions.map(cut)).toEqual(found.mentions.map(({ surface }) => surface))
    expect(found.mentions).toHaveLength(9)
  })

  it('returns an article with hardly any fields', async () => {
    const bare = NEWS[1]!

    expect(await store().article('bare')).toMatchObject({ ...bare.article, ...bare.reading })
  })

  it('returns null for an unknown id', async () => {
    expect(await store().article('gazette-2')).toBeNull()
    expect(await store().article('')).toBeNull()
  })

  it('shows the list fields of a hit, with its most frequent names', async () => {
    const search = { query: queryOf('council'), filters: { fields: {} } }
    const { items } = await store().articles({ search, sort: 'newest', size: 1 })

    const { id, title, publishedAt, source, authors, place, url, language } = TALKS.article
    expect(items).toMatchObject([
      { id, title, publishedAt, source, authors, place, url, language, score: null },
    ])
    expect(items[0]!.entities.map((entity) => [entity.name, entity.count])).toEqual([
      ['Omar Quist', 3],
      ['Peru', 2],
      ['Tin Council', 1],
    ])
  })

  it('counts its contents', async () => {
    expect(await store().status()).toMatchObject({
      articles: 3,
      sentences: 3 + 1 + 2,
      entities: { person: 1, organization: 1, country: 1 },
      ties: 2,
      sources: [
        { name: 'gazette', articles: 2 },
        { name: 'courier', articles: 1 },
      ],
      first: '1987-02-26',
      last: '2023-06-22',
      undated: 1,
      rejected: 0,
      sample: false,
    })
  })

  it('reports one version of the data in every answer', async () => {
    const search = { query: null, filters: { fields: {} } }
    const answers = await Promise.all([
      store().status(),
      store().article('bare'),
      store().articles({ search, sort: 'newest', size: 1 }),
      store().facets({ search, fields: [], size: 0, histogram: false }),
      store().evidence({ entities: ['country-pe'], search, sort: 'newest', size: 1 }),
    ])

    const versions = answers.map((answer) => answer?.version)
    expect(versions[0]).toBeGreaterThan(0)
    expect(new Set(versions).size).toBe(1)
  })
}
