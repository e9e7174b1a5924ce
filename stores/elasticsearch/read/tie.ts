import type { estypes } from '@elastic/elasticsearch'
import type { SearchTie, SearchTieQuery } from '#core/search.ts'
import type { Connection } from '../connection.ts'
import type { Names } from '../index-names.ts'
import { ENGINE_FIELDS } from '../mapping.ts'
import { type Edge, dayOf, edge } from './date-edges.ts'
import { search, totalOf } from './paging.ts'
import { type EngineQuery, inLists, naming, searchQuery } from './query.ts'
import type { ReadState } from './state-cache.ts'
import { STORY_TOTAL, type StoryTotalCounts, WITHOUT_BUCKETS, storyTotal } from './stories.ts'

/** More sources than any archive has. */
const MAX_SOURCES = 10_000

interface Counted extends StoryTotalCounts {
  sentences: { found: { doc_count: number } }
  months: { buckets: { key_as_string: string; sentences: Counted['sentences'] }[] }
  sources: { buckets: { key: string; doc_count: number }[] }
  first: Edge
  last: Edge
}

/** Describes how two entities are connected in the articles of a search. */
export function createTie(connection: Connection, { articles: index }: Names, state: ReadState) {
  return async (
    { entities, search: asked, lists }: SearchTieQuery,
    signal?: AbortSignal,
  ): Promise<SearchTie> => {
    const names = { lists, stated: asked.filters.stated }
    const within = (parts: EngineQuery[]) => ({
      ...{ index, size: 0, track_total_hits: true },
      query: { bool: { filter: [searchQuery(asked), ...parts] } },
    })
    const found = {
      sentences: {
        nested: { path: 'sentences' },
        aggs: { found: { filter: naming(entities, names) } },
      },
    }
    const listed = {
      sentences: {
        nested: { path: 'sentences' },
        aggs: { found: { filter: inLists(entities, names) } },
      },
    }
    const aggs: Record<string, estypes.AggregationsAggregationContainer> = {
      ...found,
      months: {
        date_histogram: {
          ...{ field: ENGINE_FIELDS.date, calendar_interval: 'month', format: 'yyyy-MM' },
          min_doc_count: 1,
        },
        aggs: found,
      },
      sources: {
        terms: { field: 'source', size: MAX_SOURCES, order: [{ _count: 'desc' }, { _key: 'asc' }] },
      },
      first: edge('asc'),
      last: edge('desc'),
      ...STORY_TOTAL,
    }
    const [together, both, { rev }] = await Promise.all([
      search<never, Counted>(
        connection,
        {
          ...within([inSentence(naming(entities, names))]),
          ...{ aggs, filter_path: WITHOUT_BUCKETS },
        },
        signal,
      ),
      search<never, Pick<Counted, 'sentences'>>(
        connection,
        { ...within(entities.map((id) => inSentence(naming([id], names)))), aggs: listed },
        signal,
      ),
      state(),
    ])
    const counted = together.aggregations!
    const articles = totalOf(together.hits).value
    return {
      sentences: counted.sentences.found.doc_count,
      articles,
      stories: storyTotal(articles, counted).value,
      first: dayOf(counted.first),
      last: dayOf(counted.last),
      months: counted.months.buckets.map(({ key_as_string: month, sentences }) => {
        return { month, sentences: sentences.found.doc_count }
      }),
      sources: counted.sources.buckets.map(({ key, doc_count }) => ({
        name: key,
        articles: doc_count,
      })),
      inLists: both.aggregations!.sentences.found.doc_count,
      sharedArticles: totalOf(both.hits).value,
      version: rev,
    }
  }
}

const inSentence = (query: EngineQuery): EngineQuery => ({ nested: { path: 'sentences', query } })
