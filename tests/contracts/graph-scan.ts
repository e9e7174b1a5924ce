import { describe, expect, it } from 'vitest'
import { type Entity, type GraphStore, TIE_SORTS, type Tie } from '#core/graph.ts'
import type { PageQuery } from '#core/page.ts'
import { story } from '#tests/builders.ts'
import { generateStories } from '#tests/generated-stories.ts'
import { everyPage } from './every-page.ts'
import type { OpenGrowingStore } from './growing-store.ts'
import { testScan } from './scan.ts'

const NEWS = {
  stories: generateStories(60),
  more: [
    story({ id: 'more', body: '[Aa Aa](person-aa-aa) met [Zz Zz](person-zz-zz).' }),
    story({ id: 'more-2', body: '[Mm Mm](person-mm-mm) met [Zz Zz](person-zz-zz).' }),
  ],
}

/** What every graph store promises about its scans. */
export function testGraphScans(open: OpenGrowingStore<GraphStore>) {
  testScan<GraphStore, Entity>('a scan of entities', {
    ...{ ...NEWS, open },
    scan: (store, query, signal) => store.scanEntities(query, signal),
    keyOf: ({ id }) => id,
    expected: idsOf,
    read: (store, { id }) => store.entity(id),
  })

  testScan<GraphStore, Tie>('a scan of ties', {
    ...{ ...NEWS, open },
    scan: (store, query, signal) => store.scanTies(query, signal),
    keyOf: ({ a, b }) => `${a.id} ${b.id}`,
    expected: tiesOf,
    read: (store, { a, b }) => store.tie(a.id, b.id),
  })

  testGrowingLists(open)
}

/** What every graph store promises about lists while the archive grows between two pages. */
function testGrowingLists(open: OpenGrowingStore<GraphStore>) {
  describe('lists while the archive grows', () => {
    it('continue after the last item shown, say so, and accept no cursor of another list', async () => {
      const growing = await open(NEWS.stories)
      const { store } = growing
      const hub = 'country-us'
      const lists = [
        (query: PageQuery) => store.entities(query),
        ...TIE_SORTS.map((sort) => async (query: PageQuery) => {
          return (await store.ties(hub, { ...query, sort }))!
        }),
      ]
      const firsts = await Promise.all(lists.map((list) => list({ size: 2 })))
      await growing.add(NEWS.more)

      for (const [i, list] of lists.entries()) {
        const { items, next, changed } = firsts[i]!
        const others = await list({ size: 100, cursor: next! })
        expect([changed, others.changed]).toEqual([undefined, true])
        expect(others.items).not.toContainEqual(items[0])
        expect(others.items).not.toContainEqual(items[1])
        expect(items.length + others.items.length).toBeGreaterThanOrEqual(firsts[i]!.total.value)
      }
      const [entities, strongest] = firsts.map(({ next }) => next!)
      const refused = { parameter: 'cursor' }
      const persons = { size: 2, kinds: ['person' as const], cursor: entities }
      await expect(store.entities(persons)).rejects.toMatchObject(refused)
      const sort = TIE_SORTS[0]
      const other = store.ties('person-omar-quist', { size: 2, sort, cursor: strongest })
      await expect(other).rejects.toMatchObject(refused)
      const filtered = store.ties(hub, { size: 2, sort, minArticles: 2, cursor: strongest })
      await expect(filtered).rejects.toMatchObject(refused)
      await growing.close()
    })
  })
}

async function idsOf(store: GraphStore): Promise<string[]> {
  const entities = await everyPage((query) => store.entities(query), { size: 50 })
  return entities.map(({ id }) => id).sort()
}

async function tiesOf(store: GraphStore): Promise<string[]> {
  const keys: string[] = []
  for (const id of await idsOf(store)) {
    const list = async (query: { size: number; cursor?: string }) =>
      (await store.ties(id, { ...query, sort: 'sentences' }))!
    const others = (await everyPage(list, { size: 50 })).map(({ entity }) => entity.id)
    for (const other of others.filter((other) => id < other).sort()) keys.push(`${id} ${other}`)
  }
  return keys
}
