import type { Entity, GraphStore, Tie } from '#core/graph.ts'
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
