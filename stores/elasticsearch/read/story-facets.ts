import { entityKindOf, nameOfValue } from '#core/fields.ts'
import { type Conjunct } from '#core/query/conjuncts.ts'
import type { FacetCounts } from '#core/search.ts'
import { facetBase, listed, nameTest, withoutExclusion } from '../../shared/facet-base.ts'
import type { Connection } from '../connection.ts'
import type { Names } from '../index-names.ts'
import type { EntityNames } from './entity-names.ts'
import { type AskedFacet, MAX_COUNTED, type Terms } from './facets.ts'
import { search, totalOf } from './paging.ts'
import { conjunctionOf } from './query.ts'
import {
  STORY_TOTAL,
  type StoryTotalCounts,
  Surplus,
  WITHOUT_BUCKETS,
  sharedStories,
  storyTotal,
} from './stories.ts'

interface StoryFacetQuery {
  conjuncts: Conjunct[]
  size: number
  /** Prefixes of words in a value's name. */
  sought: string | undefined
}

/** Counts stories by value; one matching article of a story is enough. */
export function createStoryFacets(
  connection: Connection,
  { articles: index }: Names,
  entityNames: EntityNames,
) {
  async function valuesBy({ column, base }: AskedFacet, signal?: AbortSignal) {
    const query = conjunctionOf(base)
    const aggs = { values: { terms: { field: column, size: MAX_COUNTED } } }
    const request = { index, query, aggs }
    const [{ aggregations }, surplus] = await Promise.all([
      search<never, { values: Terms }>(
        connection,
        { ...request, size: 0, track_total_hits: false },
        signal,
      ),
      surplusOf(request, signal),
    ])
    const { buckets } = aggregations!.values
    return new Map(buckets.map(({ key, doc_count }) => [key, doc_count - surplus.of(key)]))
  }

  async function surplusOf(
    request: Parameters<typeof sharedStories>[1],
    signal?: AbortSignal,
  ): Promise<Surplus> {
    const surplus = new Surplus()
    for await (const { values } of sharedStories<{ values: Terms }>(connection, request, signal)) {
      for (const { key, doc_count } of values.buckets) surplus.add(key, doc_count)
    }
    return surplus
  }

  async function storiesOf(conjuncts: Conjunct[], signal?: AbortSignal): Promise<number> {
    const request = { index, size: 0, track_total_hits: true, filter_path: WITHOUT_BUCKETS }
    const { hits, aggregations } = await search<never, StoryTotalCounts>(
      connection,
      { ...request, query: conjunctionOf(conjuncts), aggs: STORY_TOTAL },
      signal,
    )
    return storyTotal(totalOf(hits).value, aggregations!).value
  }

  async function excludedCounts(
    { field, excluded }: AskedFacet,
    conjuncts: Conjunct[],
    signal?: AbortSignal,
  ) {
    return Promise.all(
      excluded.map(async (value) => {
        const stories = await storiesOf(withoutExclusion(conjuncts, field, value), signal)
        return [value, stories] as const
      }),
    )
  }

  return async (
    asked: AskedFacet,
    { conjuncts, size, sought }: StoryFacetQuery,
    signal?: AbortSignal,
  ): Promise<FacetCounts> => {
    const { field, named } = asked
    const [counts, excluded] = await Promise.all([
      valuesBy(asked, signal),
      excludedCounts(asked, conjuncts, signal),
    ])
    const known = [...named, ...asked.excluded]
    const nameOf = entityKindOf(field)
      ? await entityNames.names([...new Set([...counts.keys(), ...known])], signal)
      : null
    const toName = (value: string) => nameOf?.(value).name ?? nameOfValue(field, value)
    const hasName = nameTest(sought)
    const wanted = new Map([...counts].filter(([value]) => hasName(toName(value))))
    const others = named.map((value) => [value, counts.get(value) ?? 0] as const)
    const { isChosen } = facetBase(conjuncts, field)
    return {
      field,
      values: listed(wanted, size, new Map([...others, ...excluded])).map(([value, count]) => {
        return { value, name: toName(value), count, ...isChosen(value) }
      }),
      total: { value: wanted.size, relation: counts.size < MAX_COUNTED ? 'eq' : 'gte' },
    }
  }
}
