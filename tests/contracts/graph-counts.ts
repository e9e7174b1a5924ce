import { expect, it } from 'vitest'
import { ENTITY_KINDS, type EntityKind } from '#core/article.ts'
import { compareText } from '#core/text/compare-text.ts'
import { InvalidQueryError } from '#core/errors.ts'
import {
  type GraphStore,
  type Neighbour,
  surprise,
  type Tie,
  TIE_SORTS,
  type TieSort,
  type TiesQuery,
} from '#core/graph.ts'
import type { Page, PageQuery } from '#core/page.ts'
import { batchesOf } from '#core/scan.ts'
import { tieStrength } from '#core/graph/tie-strength.ts'
import type { Story } from '#tests/builders.ts'
import { generateStories } from '#tests/generated-stories.ts'
import { createNaiveGraph } from './naive-graph.ts'
import { openedStore } from './opened-store.ts'

const GENERATED = generateStories(300)

/** Counts, orders and pages compared with a naive implementation on a seeded corpus. */
export function testGraphCounts(open: (articles: Story[]) => Promise<GraphStore>) {
  const naive = createNaiveGraph(GENERATED)
  const ids = naive.entities.map(({ id }) => id)
  const store = openedStore(() => open(GENERATED))

  const tiesOf = (id: string) => async (query: TiesQuery) => (await store().ties(id, query))!

  async function everyTie(): Promise<Tie[]> {
    const found: Tie[] = []
    for await (const { items } of batchesOf((cursor) => store().scanTies({ size: 500, cursor }))) {
      found.push(...items)
    }
    return found
  }

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
          strength: tieStrength(
            { together: spread.sentences, a: alone, b: others, all: naive.sentences },
            { ...spread, weight: spread.weight ?? 0 },
            [id, other.id],
          ),
          months: naive.months(id, other.id),
        }
      })
      .filter(({ sentences }) => sentences > 0)
  }

  it('finds the pairs that first share a sentence on a day or later, strongest first', async () => {
    const ties = await everyTie()
    for (const since of ['1999', '2023', '2023-06', '2023-06-15', '2999']) {
      const expected = ties.filter(({ first }) => first !== null && first >= since)
      const { total } = await store().firsts({ since, size: 0 })
      const listed = await everyPage((query) => store().firsts({ ...query, since }), { size: 20 })

      expect(total).toEqual({ value: expected.length, relation: 'eq' })
      expect(listed).toEqual(
        expected.sort((x, y) => y.strength - x.strength || compareText(idsOf(x), idsOf(y))),
      )
    }
  })

  it('counts every entity as in its sentences', async () => {
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

  it('counts the tie of every pair as in its sentences', async () => {
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

  it('pages through matching entities', async () => {
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

  it('narrows ties to kinds but still counts every kind', async () => {
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

  it('leaves out ties of fewer articles, also in the totals', async () => {
    for (const id of ids) {
      const chosen = naiveTies(id).filter(({ articles }) => articles >= 4)
      const query: TiesQuery = { sort: 'recent', minArticles: 4, size: 3 }
      const { total, totals } = await tiesOf(id)(query)

      expect((await everyPage(tiesOf(id), query)).length).toBe(chosen.length)
      expect(total.value).toBe(chosen.length)
      expect(totals).toEqual(totalsOf(chosen))
    }
  })

  it('finds the entities tied to both of two, and none for one that no sentence names', async () => {
    for (const [a, b] of [ids.slice(0, 2), ids.slice(3, 5)] as [string, string][]) {
      const expected = ids.filter(
        (id) =>
          id !== a &&
          id !== b &&
          naive.spread(a, id).sentences > 0 &&
          naive.spread(b, id).sentences > 0,
      )
      const { items, total } = await store().sharedNeighbours(a, b, 100)

      expect(items.map(({ entity }) => entity.id).sort()).toEqual(expected)
      expect(total).toBe(expected.length)
      for (const { entity, sentences } of items) {
        expect(sentences).toEqual([a, b].map((id) => naive.spread(id, entity.id).sentences))
      }
      expect((await store().sharedNeighbours(a, b, 2)).items).toEqual(items.slice(0, 2))
    }
    expect(await store().sharedNeighbours(ids[0]!, 'person-no-one', 9)).toEqual({
      items: [],
      total: 0,
    })
  })

  it('counts the sentences of each tie by month', async () => {
    for (const id of ids) {
      const expected = new Map(naiveTies(id).map((tie) => [tie.id, tie.months]))
      for (const sort of TIE_SORTS) {
        for (const { entity, months } of await everyPage(tiesOf(id), { sort, size: 50 })) {
          expect(months).toEqual(expected.get(entity.id))
        }
      }
    }
  })

  it('leaves out ties to excluded entities, also in the totals', async () => {
    for (const sort of TIE_SORTS) {
      const [excluded, ...others] = naiveTies(ids[0]!)
      const query: TiesQuery = { sort, exclude: [excluded!.id, 'person-no-one'], size: 100 }
      const { items, total, totals } = await tiesOf(ids[0]!)(query)

      expect(items.map(({ entity }) => entity.id).sort()).toEqual(others.map(({ id }) => id))
      expect(total.value).toBe(others.length)
      expect(totals).toEqual(totalsOf(others))
    }
  })

  it('returns only counts for a page of size 0', async () => {
    const [entities, ties] = await Promise.all([
      store().entities({ size: 0 }),
      tiesOf(ids[0]!)({ sort: 'surprise', size: 0 }),
    ])

    expect(entities).toMatchObject({ items: [], next: null, total: { value: ids.length } })
    expect(ties).toMatchObject({ items: [], next: null })
    expect(ties.total.value).toBe(naiveTies(ids[0]!).length)
  })

  it('refuses a cursor that is invalid or of another list', async () => {
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

  it('reserves places among suggestions for every kind', async () => {
    const all = await store().entities({ q: 'a', size: 100 })
    const suggestions = await store().suggest('a', 3)

    const kinds = new Set(all.items.map(({ kind }) => kind))
    expect(kinds.size).toBe(3)
    expect(new Set(suggestions.map(({ kind }) => kind))).toEqual(kinds)
    expect(suggestions.map(({ articles }) => articles)).toEqual(
      suggestions.map(({ articles }) => articles).sort((x, y) => y - x),
    )
  })

  it('reports one version of the data in every answer', async () => {
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

interface NaiveTie extends Omit<Neighbour, 'entity' | 'interval' | 'stories'> {
  stories: number
  id: string
  kind: EntityKind
}

/** Sort keys of ties, descending; dates as strings, nulls last. */
const KEYS: Record<TieSort, (tie: NaiveTie) => (number | string)[]> = {
  strength: (tie) => [tie.strength],
  surprise: (tie) => [Math.min(tie.stories, 3), tie.surprise],
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
  return compareText(x.id, y.id)
}

function countsOf({ sentences, articles, stories, first, last, surprise }: NaiveTie) {
  return { sentences, articles, stories, first, last, surprise }
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

// A space sorts before every character of an id.
const idsOf = ({ a, b }: Tie) => `${a.id} ${b.id}`
