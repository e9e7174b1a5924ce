import { setImmediate } from 'node:timers/promises'
import { type FragmentsOf, fragmentsFor } from '#core/highlight.ts'
import type { EntityRef } from '#core/graph.ts'
import type { Page } from '#core/page.ts'
import { positiveTerms } from '#core/query/parse.ts'
import type { ArticlesQuery, Hit } from '#core/search.ts'
import type { Connection } from '../connection.ts'
import { listName } from './cursor.ts'
import type { EntityNames } from './entity-names.ts'
import { EngineFailure } from '../failure.ts'
import type { Names } from '../index-names.ts'
import { type EngineHit, type FoundPage, SORTS, searchPage } from './paging.ts'
import { everyFilter, isRanked, searchQuery } from './query.ts'
import type { ReadState } from './state-cache.ts'

const MAX_ENTITIES_OF_HIT = 6

const SHOWN = ['id', 'title', 'publishedAt', 'source', 'authors', 'place', 'url', 'language']
const FOR_FRAGMENTS = ['body', 'reading.sentences']

interface HitSource extends Omit<Hit, 'score' | 'fragments' | 'entities'> {
  body?: string
  reading?: Reading
}

interface Reading {
  sentences?: number[]
  entities?: [id: string, count: number][]
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
    signal: AbortSignal | undefined,
  ): Promise<FoundPage<HitSource, unknown>> {
    const order = sort === 'relevance' && !isRanked(query) ? 'newest' : sort
    const body = {
      ...{ size, sort: SORTS[order], _source: [...SHOWN, ...fields, 'reading.entities'] },
      query: searchQuery(query, everyFilter(filters)),
    }
    const list = listName('articles', query, filters, sort)
    return searchPage(connection, names.articles, list, body, cursor, signal)
  }

  /** Twenty of the longest articles would be more than should be held at once. */
  async function findBounded(query: ArticlesQuery, signal: AbortSignal | undefined) {
    try {
      return { page: await find(query, FOR_FRAGMENTS, signal), warnings: [] }
    } catch (error) {
      if (!(error instanceof EngineFailure) || error.kind !== 'tooLarge') throw error
      return { page: await find(query, [], signal), warnings: [TOO_LONG] }
    }
  }

  return async (query: ArticlesQuery, signal?: AbortSignal): Promise<Page<Hit>> => {
    const [{ page, warnings }, { rev }, fragmentsOf] = await Promise.all([
      findBounded(query, signal),
      state(),
      // Not before the question is sent: Node's clients do that in their next turn.
      setImmediate().then(() => fragmentsFor(positiveTerms(query.search.query))),
    ])
    const nameOf = await entityNames(shownEntities(page.hits))
    return {
      items: page.hits.map((hit) => toHit(hit, fragmentsOf, nameOf)),
      total: page.total,
      next: page.hasMore ? page.cursorAfter(page.hits.length - 1) : null,
      warnings: [...page.warnings, ...warnings],
      version: rev,
    }
  }
}

function toHit(
  { _source, _score }: EngineHit<HitSource>,
  fragmentsOf: FragmentsOf,
  nameOf: (id: string) => EntityRef,
): Hit {
  const { id, title, publishedAt, source, authors, place, url, language } = _source
  const { body = '', reading = {} } = _source
  return {
    ...{ id, title, publishedAt, source, authors, place, url, language },
    score: _score,
    fragments: fragmentsOf({ title, body }, reading.sentences ?? []),
    entities: shown(reading).map(([id, count]) => {
      const { kind, name } = nameOf(id)
      return { id, kind, name, count }
    }),
  }
}

const shown = ({ entities = [] }: Reading) => entities.slice(0, MAX_ENTITIES_OF_HIT)

function shownEntities(hits: EngineHit<HitSource>[]): string[] {
  const ids: string[] = []
  for (const { _source } of hits) for (const [id] of shown(_source.reading ?? {})) ids.push(id)
  return ids
}
