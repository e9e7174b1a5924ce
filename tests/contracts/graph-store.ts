import { describe, expect, it } from 'vitest'
import type { EntitiesQuery, GraphStore } from '#core/graph.ts'
import { type Story, story } from '#tests/builders.ts'
import { testGraphCancellation } from './graph-cancellation.ts'
import { testGraphCounts } from './graph-counts.ts'
import { testGraphNames, testHolders } from './graph-names.ts'
import { testGraphRoutes } from './graph-routes.ts'
import { openedStore } from './opened-store.ts'

/** What every graph store promises. `open` returns one that holds exactly these articles. */
export function testGraphStore(open: (articles: Story[]) => Promise<GraphStore>) {
  describe('graph store contract', () => {
    describe('on a few articles', () => testOnFewArticles(() => open(NEWS)))
    describe('on generated articles', () => testGraphCounts(open))
    describe('on names and roles', () => testGraphNames(open))
    describe('on exact names', () => testHolders(open))
    describe('cancellation', () => testGraphCancellation(open))
    describe('routes', () => testGraphRoutes(open))
  })
}

const NEWS = [
  story({
    id: 'arrival',
    publishedAt: '2023-05-02T08:00:00Z',
    title: '[Zoë Müller](person-zoe-muller) arrives in [Lima](place)',
    dateline: '[PERU](country-pe)',
    body: [
      '[Müller](person-zoe-muller), foreign minister of [Austria](country-at), met [Ana Silva](person-ana-silva).',
      '[Zoë Müller](person-zoe-muller) and the [Lima Club](org-lima-club) spoke of [Peru](country-pe).',
      '[Müller](person-zoe-muller) thanked [Tamm](person).',
    ].join('\n'),
    roles: [
      {
        sentence: 1,
        person: 'person-zoe-muller',
        of: 'country-at',
        title: 'foreign minister',
      },
    ],
  }),
  story({
    id: 'before',
    publishedAt: '2023-01-09',
    title: 'A year ends',
    body: [
      '[Zoë Müller](person-zoe-muller), foreign minister of [Austria](country-at), rested.',
      'The former head of the [Lima Club](org-lima-club), [Zoë Müller](person-zoe-muller), sang.',
    ].join('\n'),
    roles: [
      {
        sentence: 1,
        person: 'person-zoe-muller',
        of: 'country-at',
        title: 'foreign minister',
        since: '2019',
      },
      {
        sentence: 2,
        person: 'person-zoe-muller',
        of: 'org-lima-club',
        title: 'head',
        former: true,
        until: '-1Y',
      },
    ],
  }),
  story({
    id: 'concert',
    publishedAt: null,
    title: 'A concert',
    body: [
      '[Zoe Muller](person-zoe-muller-2) played for the [Opera House](org-opera-house).',
      '[Zoe Muller](person-zoe-muller-2) bowed to [Peru](country-pe).',
      '[Peru](country-pe) applauded.',
    ].join('\n'),
  }),
  story({
    id: 'muller-street',
    publishedAt: '2023-03-03',
    title: 'Works',
    body: [
      'The [Muller Street Company](org-muller-street) dug in [Peru](country-pe).',
      'The [Muller Street Company](org-muller-street) dug again.',
    ].join('\n'),
  }),
  story({
    id: 'obituary',
    publishedAt: '2023-04-04',
    title: '[Ida Roth](person-ida-roth) and [Dan Orr](person-dan-orr)',
    body: [
      '[Dan Orr](person-dan-orr) and [Ida Roth](person-ida-roth) were friends.',
      '[Ida Roth](person-ida-roth) was head of the [Old Mill](org-old-mill), said [Dan Orr](person-dan-orr).',
    ].join('\n'),
    roles: [
      { sentence: 2, person: 'person-ida-roth', of: 'org-old-mill', title: 'head', former: true },
    ],
  }),
]

function testOnFewArticles(open: () => Promise<GraphStore>) {
  const store = openedStore(open)

  it('counts the sentences and articles that name an entity, and lists its aliases', async () => {
    expect(await store().entity('person-zoe-muller')).toMatchObject({
      kind: 'person',
      name: 'Zoë Müller',
      aliases: [
        { name: 'Zoë Müller', count: 4 },
        { name: 'Müller', count: 2 },
      ],
      articles: 2,
      sentences: 6,
      first: '2023-01-09',
      last: '2023-05-02',
    })
  })

  it('does not count a dateline as evidence', async () => {
    const peru = await store().entity('country-pe')

    expect(peru).toMatchObject({ sentences: 4, aliases: [{ name: 'Peru', count: 4 }] })
  })

  it('has no dates if no article has one', async () => {
    expect(await store().entity('org-opera-house')).toMatchObject({ first: null, last: null })
  })

  it('does not know an entity that no sentence names', async () => {
    expect(await store().entity('person-no-one')).toBeNull()
    expect(await store().ties('person-no-one', { sort: 'recent', size: 5 })).toBeNull()
    expect(await store().tie('person-no-one', 'country-pe')).toBeNull()
  })

  it('lists the roles of a person with the latest sentence of each', async () => {
    const muller = await store().entity('person-zoe-muller')

    const person = { id: 'person-zoe-muller', kind: 'person', name: 'Zoë Müller' }
    expect(muller?.roles).toEqual([
      {
        person,
        of: { id: 'country-at', kind: 'country', name: 'Austria' },
        title: 'foreign minister',
        former: false,
        sentences: 2,
        first: '2023-01-09',
        last: '2023-05-02',
        since: '2019',
        until: null,
        article: 'arrival',
        sentence: 1,
      },
      {
        person,
        of: { id: 'org-lima-club', kind: 'organization', name: 'Lima Club' },
        title: 'head',
        former: true,
        sentences: 1,
        first: '2023-01-09',
        last: '2023-01-09',
        since: null,
        until: '2022',
        article: 'before',
        sentence: 2,
      },
    ])
  })

  it('lists the roles at a country or an organization', async () => {
    const [muller, austria, club] = await Promise.all(
      ['person-zoe-muller', 'country-at', 'org-lima-club'].map((id) => store().entity(id)),
    )

    expect(austria?.roles).toEqual(muller?.roles.slice(0, 1))
    expect(club?.roles).toEqual(muller?.roles.slice(1))
  })

  it('gives the tie of two entities, whatever their order', async () => {
    const tie = await store().tie('person-zoe-muller', 'country-at')

    expect(tie).toMatchObject({
      a: { id: 'country-at', kind: 'country', name: 'Austria' },
      b: { id: 'person-zoe-muller', kind: 'person', name: 'Zoë Müller' },
      sentences: 2,
      articles: 2,
      first: '2023-01-09',
      last: '2023-05-02',
    })
    expect(await store().tie('country-at', 'person-zoe-muller')).toEqual(tie)
  })

  it('computes surprise from sentences: together, each alone, and all', async () => {
    const tie = await store().tie('person-zoe-muller', 'country-at')

    // 17 sentences; 2 with both, 6 with Müller, 2 with Austria.
    expect(tie?.surprise).toBeCloseTo(Math.log((2 * 17) / (6 * 2)) / -Math.log(2 / 17), 12)
  })

  it('makes no tie between entities that never share a sentence, nor from one to itself', async () => {
    expect(await store().tie('person-zoe-muller', 'org-opera-house')).toBeNull()
    expect(await store().tie('country-pe', 'country-pe')).toBeNull()
  })

  it.each([
    ['muller', ['org-muller-street', 'person-zoe-muller', 'person-zoe-muller-2']],
    ['MÜLLER zo', ['person-zoe-muller', 'person-zoe-muller-2']],
    ['mul', ['person-zoe-muller', 'org-muller-street', 'person-zoe-muller-2']],
    ['uller', []],
    ['zoe company', []],
    ['müller-street', ['org-muller-street']],
  ])('finds entities by the words of one of their names: %s', async (q, ids) => {
    const page = await store().entities({ q, size: 10 })

    expect(page.items.map(({ id }) => id).sort()).toEqual([...ids].sort())
    expect(page.total).toEqual({ value: ids.length, relation: 'eq' })
  })

  it('narrows a list of entities to kinds', async () => {
    const ids = async (query: EntitiesQuery) =>
      (await store().entities(query)).items.map(({ id }) => id)

    expect(await ids({ q: 'muller', kinds: ['organization'], size: 9 })).toEqual([
      'org-muller-street',
    ])
    expect(await ids({ kinds: ['country'], size: 9 })).toEqual(['country-pe', 'country-at'])
    expect(await ids({ kinds: ['country', 'country'], size: 9 })).toHaveLength(2)
  })

  it('suggests the exact name before longer ones', async () => {
    const [first, ...others] = await store().suggest('Zoe Muller', 5)

    expect(first).toMatchObject({ id: 'person-zoe-muller-2', matched: 'Zoe Muller' })
    expect(others).toMatchObject([{ id: 'person-zoe-muller', matched: 'Zoë Müller' }])
  })

  it('suggests by any alias and says which', async () => {
    const suggestions = await store().suggest('mull', 5)

    expect(suggestions.map(({ id, matched }) => [id, matched])).toEqual([
      ['person-zoe-muller', 'Zoë Müller'],
      ['org-muller-street', 'Muller Street Company'],
      ['person-zoe-muller-2', 'Zoe Muller'],
    ])
    expect(await store().suggest('müller', 1)).toMatchObject([
      { id: 'person-zoe-muller', name: 'Zoë Müller', matched: 'Müller' },
    ])
  })

  it('distinguishes namesakes by a role, else by the country or organization they are named with', async () => {
    const facts = async (text: string) =>
      (await store().suggest(text, 5)).map(({ id, fact }) => [id, fact])

    expect(await facts('zoe')).toEqual([
      ['person-zoe-muller', 'foreign minister, Austria'],
      ['person-zoe-muller-2', 'with Opera House'],
    ])
    expect(await facts('ida')).toEqual([['person-ida-roth', 'former head, Old Mill']])
    expect(await facts('dan')).toEqual([['person-dan-orr', 'with Old Mill']])
    expect(await facts('street')).toEqual([['org-muller-street', 'with Peru']])
    expect(await facts('austria')).toEqual([['country-at', null]])
  })

  it('suggests nothing if no word was typed or none fits', async () => {
    for (const text of ['', '  ', '-', 'xyz', 'zoe xyz']) {
      expect(await store().suggest(text, 5)).toEqual([])
    }
  })
}
