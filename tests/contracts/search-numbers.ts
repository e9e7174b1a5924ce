import { expect, it } from 'vitest'
import type { Evidence, EvidenceQuery, Search } from '#core/search.ts'
import { everyPage } from './every-page.ts'
import { generateNews, generateSearches } from './generated-news.ts'
import { openedStore } from './opened-store.ts'
import type { OpenSearchStore } from './search-store.ts'

const GENERATED = generateNews(150)
const SEARCHES = generateSearches(25, GENERATED)

/** Every number equals the length of the list it opens, with the parameters of the same search. */
export function testNumbers(open: OpenSearchStore) {
  const store = openedStore(() => open(GENERATED))

  const sentences = (entities: EvidenceQuery['entities'], search: Search) =>
    everyPage((query: EvidenceQuery) => store().evidence(query), {
      ...{ entities, search, sort: 'newest' as const, size: 50 },
    })
  const network = (search: Search) => store().network({ search, rank: 'frequent', size: 5 })

  it('a name of a network opens its sentences', async () => {
    for (const search of SEARCHES) {
      const { entities } = await network(search)
      for (const { id, sentences: counted, articles } of entities) {
        expect(lengths(await sentences([id], search))).toEqual({ sentences: counted, articles })
      }
    }
  })

  it('a tie of a network opens its sentences and its articles', async () => {
    for (const search of SEARCHES) {
      const { ties } = await network(search)
      for (const { a, b, sentences: counted, articles } of ties.slice(0, 5)) {
        const found = await sentences([a, b], search)
        const tie = await store().tie({ entities: [b, a], search })

        expect(lengths(found)).toEqual({ sentences: counted, articles })
        expect(tie).toMatchObject({ sentences: counted, articles })
      }
    }
  })

  it('a tie of an entity opens its sentences, including lists if requested', async () => {
    for (const [i, search] of SEARCHES.entries()) {
      const lists = i % 2 === 0
      const query = { entity: 'country-az', search, lists, sort: 'sentences', size: 4 } as const
      for (const tie of (await store().ties(query)).items) {
        const entities: [string, string] = ['country-az', tie.entity.id]
        const asked = { entities, lists, search, sort: 'best', size: 0 } as const
        const { total } = await store().evidence(asked)

        expect(total).toEqual({ value: tie.sentences, relation: 'eq' })
      }
    }
  })
}

function lengths(found: Evidence[]) {
  return { sentences: found.length, articles: new Set(found.map(({ article }) => article.id)).size }
}
