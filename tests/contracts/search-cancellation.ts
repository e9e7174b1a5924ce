import type { SearchStore } from '#core/search.ts'
import { story } from '#tests/builders.ts'
import { testCancellation } from './cancellation.ts'
import { openedStore } from './opened-store.ts'
import type { OpenSearchStore } from './search-store.ts'

const NEWS = [
  story({ id: 'a', title: '[Ana Silva](person-ana-silva) in [Peru](country-pe)', body: 'Rain.' }),
  story({ id: 'b', title: '[Ana Silva](person-ana-silva) rests', body: 'Grain.' }),
]
const search = { query: null, filters: { fields: {} } }

export function testSearchCancellation(open: OpenSearchStore) {
  const store = openedStore(() => open(NEWS))
  testCancellation<SearchStore>(store, {
    articles: (store, signal) => store.articles({ search, sort: 'newest', size: 5 }, signal),
    facets: (store, signal) =>
      store.facets({ search, fields: ['person'], size: 5, histogram: true }, signal),
    article: (store, signal) => store.article('a', signal),
    evidence: (store, signal) =>
      store.evidence({ entities: ['person-ana-silva'], search, sort: 'newest', size: 5 }, signal),
    quotes: (store, signal) =>
      store.quotes(
        { entity: 'person-ana-silva', filters: search.filters, sort: 'newest', size: 5 },
        signal,
      ),
    count: (store, signal) => store.count([null], signal),
    spellings: (store, signal) => store.spellings(['thacher'], signal),
    scan: (store, signal) => store.scan({ search, size: 5 }, signal),
    tie: (store, signal) =>
      store.tie({ entities: ['person-ana-silva', 'country-pe'], search }, signal),
    ties: (store, signal) =>
      store.ties({ entity: 'person-ana-silva', search, sort: 'strength', size: 5 }, signal),
    network: (store, signal) => store.network({ search, rank: 'frequent', size: 5 }, signal),
    status: (store, signal) => store.status(signal),
  })
}
