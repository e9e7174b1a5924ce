import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ENTITY_KINDS, type EntityKind } from '#core/article.ts'
import { InvalidQueryError } from '#core/errors.ts'
import {
  type EntitiesQuery,
  type GraphStore,
  type Neighbour,
  surprise,
  TIE_SORTS,
  type TieSort,
  type TiesQuery,
} from '#core/graph.ts'
import type { Page, PageQuery } from '#core/page.ts'
import { type Story, story } from '#tests/builders.ts'
import { generateStories } from '#tests/generated-stories.ts'
import { createNaiveGraph } from './naive-graph.ts'

/** What every graph store promises. `open` returns one that holds these articles and nothing else. */
export function testGraphStore(open: (articles: Story[]) => Promise<GraphStore>) {
  describe('graph store contract', () => {
    describe('on a few articles', () => testOnFewArticles(() => open(NEWS)))
    describe('on generated articles', () => testOnGenerated(() => open(GENERATED)))
  })
}

const GENERATED = generateStories(300)

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
      },
      {
        sentence: 2,
        person: 'person-zoe-muller',
        of: 'org-lima-club',
        title: 'head',
        former: true,
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
  const store = opened(open)

  it('counts the sentences and articles that name an entity, and lists its written forms', async () => {
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
      last: '2023-05-02T08:00:00Z',
    })
  })

  it('takes a dateline for no evidence', async () => {
    const peru = await store().entity('country-pe')

    expect(peru).toMatchObject({ sentences: 4, aliases: [{ name: 'Peru', count: 4 }] })
  })

  it('has no dates where no article has one', async () => {
    expect(await store().entity('org-opera-house')).toMatchObject({ first: null, last: null })
  })

  it('knows no entity that no sentence names', async () => {
    expect(await store().entity('person-no-one')).toBeNull()
    expect(await store().ties('person-no-one', { sort: 'recent', size: 5 })).toBeNull()
    expect(await store().tie('person-no-one', 'country-pe')).toBeNull()
  })

  it('lists the functions of a person with the latest sentence of each', async () => {
    const muller = await store().entity('person-zoe-muller')

    const person = { id: 'person-zoe-muller', kind: 'person', name: 'Zoë Müller' }
    expect(muller?.roles).toEqual([
      {
        person,
        of: { id: 'country-at', kind: 'country', name: 'Austria' },
        title: 'foreign minister',
        former: false,
        sentences: 2,
        article: 'arrival',
        sentence: 1,
      },
      {
        person,
        of: { id: 'org-lima-club', kind: 'organization', name: 'Lima Club' },
        title: 'head',
        former: true,
        sentences: 1,
        article: 'before',
        sentence: 2,
      },
    ])
  })

  it('lists the functions at a country or an organization', async () => {
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
      last: '2023-05-02T08:00:00Z',
    })
    expect(await store().tie('country-at', 'person-zoe-muller')).toEqual(tie)
  })

  it('computes surprise from sentences: together, each alone, and all', async () => {
    const tie = await store().tie('person-zoe-muller', 'country-at')

    // 17 sentences; 2 with both, 6 with Müller, 2 with Austria.
    expect(tie?.surprise).toBeCloseTo(Math.log((2 * 17) / (6 * 2)) / -Math.log(2 / 17), 12)
  })

  it('ties no two that never stand in one sentence, and nothing to itself', async () => {
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

  it('suggests the name that is just what was typed before longer ones', async () => {
    const [first, ...others] = await store().suggest('Zoe Muller', 5)

    expect(first).toMatchObject({ id: 'person-zoe-muller-2', matched: 'Zoe Muller' })
    expect(others).toMatchObject([{ id: 'person-zoe-muller', matched: 'Zoë Müller' }])
  })

  it('suggests by any written form and says which', async () => {
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

  it('tells namesakes apart by a function, else by the country or organization they stand with', async () => {
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

  it('suggests nothing where no word was typed or none fits', async () => {
    for (const text of ['', '  ', '-', 'xyz', 'zoe xyz']) {
      expect(await store().suggest(text, 5)).toEqual([])
    }
  })
}

function testOnGenerated(open: () => Promise<GraphStore>) {
  const naive = createNaiveGraph(GENERATED)
  const ids = naive.entities.map(({ id }) => id)
  const store = opened(open)

  const tiesOf = (id: string) => async (query: TiesQuery) => (await store().ties(id, query))!

  function naiveTies(id: string): NaiveTie[] {
    const alone = naive.spread(id).sentences
    return naive.entities
      .filter((other) => other.id !== id)
      .map((other) => {
        const spread = naive.spread(id, other.id)
        const others = naive.spread(other.id).sentences
        return {
          ...{ id: other.id, kind: other.kind, ...spread },
          surprise: surprise(spread.sentences, alone, others, naive.sentences),
        }
      })
      .filter(({ sentences }) => sentences > 0)
  }

  it('counts every entity as its sentences do', async () => {
    for (const { id, kind } of naive.entities) {
      const entity = (await store().entity(id))!

      expect(entity).toMatchObject({ id, kind, ...naive.spread(id) })
      expect(new Map(entity.aliases.map(({ name, count }) => [name, count]))).toEqual(
        naive.aliases(id),
      )
      expect(entity.aliases.map(({ count }) => count)).toEqual(
        entity.aliases.map(({ count }) => count).sort((x, y) => y - x),
      )
    }
  })

  it('counts the tie of every pair as its sentences do', async () => {
    for (const a of ids) {
      const ties = new Map(naiveTies(a).map((tie) => [tie.id, tie]))
      for (const b of ids.filter((id) => a < id)) {
        const expected = ties.get(b)
        const tie = await store().tie(a, b)

        if (expected) expect(tie).toMatchObject(countsOf(expected))
        else expect(tie).toBeNull()
      }
    }
  })

  it('lists all entities, most articles first, page by page', async () => {
    const expected = naive.entities
      .map(({ id }) => ({ id, keys: [naive.spread(id).articles] }))
      .sort(byKeysThenId)
      .map(({ id }) => id)
    const list = (query: PageQuery) => store().entities(query)

    expect((await everyPage(list, { size: 7 })).map(({ id }) => id)).toEqual(expected)
    expect(expected).not.toEqual(ids)
    expect((await list({ size: 1 })).total).toEqual({ value: ids.length, relation: 'eq' })
  })

  it('pages through the entities of some kinds', async () => {
    for (const kinds of [['country'], ['person', 'organization']] satisfies EntityKind[][]) {
      const list = (query: PageQuery) => store().entities({ ...query, kinds })
      const expected = naive.entities.filter(({ kind }) => kinds.some((chosen) => chosen === kind))

      const found = (await everyPage(list, { size: 2 })).map(({ id }) => id)
      expect([...found].sort()).toEqual(expected.map(({ id }) => id))
      expect((await list({ size: 2 })).total.value).toBe(expected.length)
    }
  })

  it('pages through the entities that match', async () => {
    const list = (query: PageQuery) => store().entities({ ...query, q: 'a' })
    const whole = await list({ size: 100 })

    expect(whole.items.length).toBeGreaterThan(3)
    expect(await everyPage(list, { size: 2 })).toEqual(whole.items)
  })

  it.each(TIE_SORTS)('lists ties by %s, page by page', async (sort) => {
    for (const id of ids) {
      const expected = naiveTies(id)
        .map((tie) => ({ ...tie, keys: KEYS[sort](tie) }))
        .sort(byKeysThenId)
      const found = await everyPage(tiesOf(id), { sort, size: 4 })

      expect(found.map(({ entity }) => entity.id)).toEqual(expected.map((tie) => tie.id))
      expect(found).toMatchObject(expected.map(countsOf))
    }
  })

  it('narrows ties to kinds and counts every kind all the same', async () => {
    for (const id of ids) {
      const all = naiveTies(id)
      const kinds: EntityKind[] = ['person', 'country']
      const chosen = all.filter(({ kind }) => kinds.includes(kind))
      const page = (await store().ties(id, { sort: 'sentences', kinds, size: 100 }))!

      expect(page.items.map(({ entity }) => entity.id).sort()).toEqual(chosen.map((tie) => tie.id))
      expect(page.total).toEqual({ value: chosen.length, relation: 'eq' })
      expect(page.totals).toEqual(totalsOf(all))
    }
  })

  it('leaves out ties of fewer articles, from the totals too', async () => {
    for (const id of ids) {
      const chosen = naiveTies(id).filter(({ articles }) => articles >= 4)
      const query: TiesQuery = { sort: 'recent', minArticles: 4, size: 3 }
      const { total, totals } = await tiesOf(id)(query)

      expect((await everyPage(tiesOf(id), query)).length).toBe(chosen.length)
      expect(total.value).toBe(chosen.length)
      expect(totals).toEqual(totalsOf(chosen))
    }
  })

  it('gives counts alone for a page of no size', async () => {
    const [entities, ties] = await Promise.all([
      store().entities({ size: 0 }),
      tiesOf(ids[0]!)({ sort: 'surprise', size: 0 }),
    ])

    expect(entities).toMatchObject({ items: [], next: null, total: { value: ids.length } })
    expect(ties).toMatchObject({ items: [], next: null })
    expect(ties.total.value).toBe(naiveTies(ids[0]!).length)
  })

  it('refuses a cursor that is none, or of another list', async () => {
    const { next } = await store().entities({ size: 1 })
    const bad = { name: InvalidQueryError.name, parameter: 'cursor' }

    for (const cursor of ['', 'nonsense', 'e30', 'bnVsbA', `${next}x!`.slice(4)]) {
      await expect(store().entities({ size: 1, cursor })).rejects.toMatchObject(bad)
      await expect(store().entities({ q: 'a', size: 1, cursor })).rejects.toMatchObject(bad)
      await expect(tiesOf(ids[0]!)({ sort: 'recent', size: 1, cursor })).rejects.toMatchObject(bad)
    }
    const other = tiesOf(ids[0]!)({ sort: 'articles', size: 1, cursor: next! })
    await expect(other).rejects.toMatchObject(bad)
  })

  it('keeps places among suggestions for every kind', async () => {
    const all = await store().entities({ q: 'a', size: 100 })
    const suggestions = await store().suggest('a', 3)

    const kinds = new Set(all.items.map(({ kind }) => kind))
    expect(kinds.size).toBe(3)
    expect(new Set(suggestions.map(({ kind }) => kind))).toEqual(kinds)
    expect(suggestions.map(({ articles }) => articles)).toEqual(
      suggestions.map(({ articles }) => articles).sort((x, y) => y - x),
    )
  })

  it('names one state of the data in every answer', async () => {
    const [entities, ties, entity, tie] = await Promise.all([
      store().entities({ size: 1 }),
      tiesOf('country-us')({ sort: 'recent', size: 1 }),
      store().entity('country-us'),
      store().tie('country-us', 'country-az'),
    ])

    expect(entities.version).toBeGreaterThan(0)
    expect([ties.version, entity?.version, tie?.version]).toEqual(Array(3).fill(entities.version))
  })
}

interface NaiveTie extends Omit<Neighbour, 'entity'> {
  id: string
  kind: EntityKind
}

/** What ties are listed by, the larger first; dates as strings, none last. */
const KEYS: Record<TieSort, (tie: NaiveTie) => (number | string)[]> = {
  surprise: (tie) => [Math.min(tie.articles, 3), tie.surprise],
  sentences: (tie) => [tie.sentences],
  articles: (tie) => [tie.articles],
  recent: (tie) => [tie.last ?? ''],
}

interface Keyed {
  id: string
  keys: (number | string)[]
}

function byKeysThenId(x: Keyed, y: Keyed): number {
  const differs = x.keys.findIndex((key, i) => key !== y.keys[i])
  if (differs >= 0) return x.keys[differs]! > y.keys[differs]! ? -1 : 1
  return x.id < y.id ? -1 : 1
}

function countsOf({ sentences, articles, first, last, surprise }: NaiveTie) {
  return { sentences, articles, first, last, surprise }
}

function totalsOf(ties: NaiveTie[]) {
  return Object.fromEntries(
    ENTITY_KINDS.map((kind) => [kind, ties.filter((tie) => tie.kind === kind).length]),
  )
}

async function everyPage<T, Q extends PageQuery>(list: (query: Q) => Promise<Page<T>>, query: Q) {
  const items: T[] = []
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await list({ ...query, cursor })
    expect(page.items.length).toBeLessThanOrEqual(query.size)
    if (cursor) expect(page.items).not.toEqual([])
    items.push(...page.items)
    cursor = page.next
  }
  return items
}

/** A store that is open while the tests around run. */
function opened(open: () => Promise<GraphStore>): () => GraphStore {
  let store: GraphStore
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())
  return () => store
}
