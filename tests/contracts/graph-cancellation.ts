import type { GraphStore } from '#core/graph.ts'
import { type Story, story } from '#tests/builders.ts'
import { testCancellation } from './cancellation.ts'
import { openedStore } from './opened-store.ts'

const ANA = 'person-ana-silva'
const PERU = 'country-pe'
const NEWS = [
  story({ id: 'a', title: `[Ana Silva](${ANA}) in [Peru](${PERU})`, body: 'Rain.' }),
  story({ id: 'b', title: `[Ana Silva](${ANA}) rests`, body: 'Grain.' }),
]

export function testGraphCancellation(open: (articles: Story[]) => Promise<GraphStore>) {
  const store = openedStore(() => open(NEWS))
  testCancellation<GraphStore>(store, {
    entity: (store, signal) => store.entity(ANA, signal),
    entities: (store, signal) => store.entities({ size: 5 }, signal),
    suggest: (store, signal) => store.suggest('ana', 5, signal),
    ties: (store, signal) => store.ties(ANA, { sort: 'surprise', size: 5 }, signal),
    sharedNeighbours: (store, signal) =>
      store.sharedNeighbours('country-pe', 'person-ana-silva', 5, signal),
    routes: (store, signal) =>
      store.routes(
        {
          ...{ from: ANA, to: PERU, maxHops: 4, minStories: 1, hubs: true },
          ...{ avoid: [], avoidKinds: [], period: null },
        },
        signal,
      ),
    tie: (store, signal) => store.tie(ANA, PERU, signal),
    scanEntities: (store, signal) => store.scanEntities({ size: 5 }, signal),
    scanTies: (store, signal) => store.scanTies({ size: 5 }, signal),
    holders: (store, signal) => store.holders('ana', null, signal),
    redirects: (store, signal) => store.redirects(['person-a'], signal),
    firsts: (store, signal) => store.firsts({ since: '2020', size: 5 }, signal),
  })
}
