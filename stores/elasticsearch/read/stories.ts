import type { estypes } from '@elastic/elasticsearch'
import type { Total } from '#core/page.ts'
import type { Connection } from '../connection.ts'
import { search } from './paging.ts'
import type { EngineQuery } from './query.ts'

type Aggregations = Record<string, estypes.AggregationsAggregationContainer>

/** Stories with copies are counted up to this number; every other article is a story of its own. */
export const MAX_STORIES = 10_000

/** Matches articles that share their story with others in the archive. */
const COPIED: EngineQuery = { term: { copied: true } }

/** Aggregations for `storyTotal`; the buckets of `every` are not needed. */
export const STORY_TOTAL = {
  stories: {
    filter: COPIED,
    aggs: {
      every: { terms: { field: 'story', size: MAX_STORIES, order: { _key: 'asc' as const } } },
      distinct: { stats_bucket: { buckets_path: 'every>_count' } },
    },
  },
}

/** Omits thousands of buckets of which only the number is needed. */
export const WITHOUT_BUCKETS = '-**.every.buckets'

export interface StoryTotalCounts {
  stories: { doc_count: number; distinct: { count: number } }
}

/** Number of stories among some articles. */
export function storyTotal(articles: number, { stories }: StoryTotalCounts): Total {
  const { count } = stories.distinct
  const value = articles - stories.doc_count + count
  return { value, relation: count < MAX_STORIES ? 'eq' : 'gte' }
}

/**
 * Stories per request, so that their sub-buckets stay below a hundredth of Elasticsearch's limit.
 */
const STORIES_AT_ONCE = 100

type Story<A> = A & { doc_count: number }

interface Page<A> {
  stories: { buckets: Story<A>[]; after_key?: Record<string, string> }
}

/** Yields the stories with several of the articles, each with the results of `aggs`. */
export async function* sharedStories<A>(
  connection: Connection,
  { index, query, aggs }: { index: string; query: EngineQuery; aggs: Aggregations },
  signal?: AbortSignal,
): AsyncGenerator<Story<A>> {
  const request = { index, size: 0, track_total_hits: false }
  const filter = { bool: { filter: [query, COPIED] } }
  for (let after: Record<string, string> | undefined, isFirst = true; after ?? isFirst;) {
    const sources = [{ story: { terms: { field: 'story' } } }]
    const stories = { composite: { sources, size: STORIES_AT_ONCE, ...(after && { after }) }, aggs }
    const { aggregations } = await search<never, Page<A>>(
      connection,
      { ...request, query: filter, aggs: { stories } },
      signal,
    )
    const { buckets, after_key } = aggregations!.stories
    yield* buckets.filter(({ doc_count }) => doc_count > 1)
    isFirst = false
    after = buckets.length < STORIES_AT_ONCE ? undefined : after_key
  }
}

/** By how much articles outnumber stories, by key; subtract it from the number of articles. */
export class Surplus {
  readonly #surplus = new Map<string, number>()

  add(key: string, articles: number): void {
    if (articles > 1) this.#surplus.set(key, this.of(key) + articles - 1)
  }

  of(key: string): number {
    return this.#surplus.get(key) ?? 0
  }
}
