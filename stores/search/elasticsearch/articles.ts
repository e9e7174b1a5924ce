import { fragmentsOf } from '#core/highlight.ts'
import type { Page } from '#core/page.ts'
import { positiveTerms } from '#core/query/parse.ts'
import { toSentences } from '#core/reading.ts'
import type { ArticlesQuery, Hit } from '#core/search.ts'
import type { Connection } from './connection.ts'
import { listName } from './cursor.ts'
import type { EntityNames } from './entity-names.ts'
import { EngineFailure } from './failure.ts'
import type { Names } from './names.ts'
import { type FoundPage, SORTS, searchPage } from './paging.ts'
import { everyFilter, isRanked, searchQuery } from './query.ts'
import type { ReadState } from './state.ts'

const MAX_ENTITIES_OF_HIT = 6

const SHOWN = ['id', 'title', 'publishedAt', 'source', 'authors', 'place', 'url', 'language']
const FOR_FRAGMENTS = ['body', 'reading.sentences']

interface HitSource extends Omit<Hit, 'score' | 'fragments' | 'entities'> {
  body?: string
  reading?: { sentences?: number[]; entities?: [id: string, count: number][] }
}

const TOO_LONG = 'The texts on this page are so long that passages of them are not shown.'

export function createArticleLists(
  connection: Connection,
  names: Names,
  state: ReadState,
  entityNames: EntityNames,
) {
  function find(
    { search: { query, filters }, sort, size, cursor }: ArticlesQuery,
    fields: string[],
  ): Promise<FoundPage<HitSource, unknown>> {
    const order = sort === 'relevance' && !isRanked(query) ? 'newest' : sort
    const body = {
      ...{ size, sort: SORTS[order], _source: [...SHOWN, ...fields, 'reading.entities'] },
      query: searchQuery(query, everyFilter(filters)),
    }
    const list = listName('articles', query, filters, sort)
    return searchPage(connection, names.articles, list, body, cursor)
  }

  /** Twenty of the longest articles would be more than should be held at once. */
  async function findBounded(query: ArticlesQuery) {
    try {
      return { page: await find(query, FOR_FRAGMENTS), warnings: [] }
    } catch (error) {
      if (!(error instanceof EngineFailure) || error.kind !== 'tooLarge') throw error
      return { page: await find(query, []), warnings: [TOO_LONG] }
    }
  }

  return async (query: ArticlesQuery): Promise<Page<Hit>> => {
    const [{ page, warnings }, { rev }] = await Promise.all([findBounded(query), state()])
    const shown = page.hits.map(({ _source }) =>
      (_source.reading?.entities ?? []).slice(0, MAX_ENTITIES_OF_HIT),
    )
    const nameOf = await entityNames(shown.flat().map(([id]) => id))
    const terms = positiveTerms(query.search.query)
    return {
      items: page.hits.map(({ _source: { body = '', reading, ...hit }, _score }, i) => ({
        ...hit,
        score: _score,
        fragments: fragmentsOf(
          { title: hit.title, body },
          toSentences(reading?.sentences ?? []),
          terms,
        ),
        entities: shown[i]!.map(([id, count]) => ({ ...nameOf(id), count })),
      })),
      total: page.total,
      next: page.hasMore ? page.cursorAfter(page.hits.length - 1) : null,
      warnings: [...page.warnings, ...warnings],
      version: rev,
    }
  }
}
