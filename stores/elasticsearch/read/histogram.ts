import { type Conjunct } from '#core/query/conjuncts.ts'
import type { CountUnit, Histogram } from '#core/search.ts'
import { endOf, intervalOf, keyOf, toBuckets } from '../../shared/histogram.ts'
import type { Connection } from '../connection.ts'
import type { Names } from '../index-names.ts'
import { ENGINE_FIELDS } from '../mapping.ts'
import { search } from './paging.ts'
import { type EngineQuery, conjunctionOf } from './query.ts'
import { Surplus, sharedStories } from './stories.ts'

export interface TimeAggregation {
  doc_count: number
  first: { value: number | null }
  last: { value: number | null }
  undated: { doc_count: number }
}

/** Aggregations needed to choose the histogram's interval. */
export const TIME = {
  first: { min: { field: ENGINE_FIELDS.date } },
  last: { max: { field: ENGINE_FIELDS.date } },
  undated: { missing: { field: ENGINE_FIELDS.date } },
}

interface Buckets {
  inTime: { buckets: { key_as_string: string; doc_count: number }[] }
}

type Interval = Histogram['interval']

const FORMATS = { day: 'yyyy-MM-dd', week: 'yyyy-MM-dd', month: 'yyyy-MM', year: 'yyyy' }

export function createHistogram(connection: Connection, { articles: index }: Names) {
  const ask = async <A>(request: object, signal?: AbortSignal) => {
    const wanted = { index, size: 0, track_total_hits: false, ...request }
    return (await search<never, A>(connection, wanted, signal)).aggregations!
  }

  async function monthsOfAll(signal?: AbortSignal): Promise<string[]> {
    const { inTime } = await ask<Buckets>({ aggs: overTime('month') }, signal)
    return inTime.buckets.map(({ key_as_string }) => key_as_string)
  }

  /** Articles of the same story as another in the same interval, and the undated. */
  async function surplusOf(query: EngineQuery, interval: Interval, signal?: AbortSignal) {
    const aggs = { ...overTime(interval), undated: TIME.undated }
    const surplus = new Surplus()
    const request = { index, query, aggs }
    for await (const story of sharedStories<StoryInTime>(connection, request, signal)) {
      for (const { key_as_string, doc_count } of story.inTime.buckets) {
        surplus.add(key_as_string, doc_count)
      }
      surplus.add(UNDATED, story.undated.doc_count)
    }
    return surplus
  }

  async function countAll(
    query: EngineQuery,
    span: readonly [number, number],
    interval: Interval,
    signal?: AbortSignal,
  ) {
    const aggs = { ...overTime(interval), all: { global: {}, aggs: within(span, interval) } }
    const found = await ask<Buckets & { all: { dated: Buckets } }>({ query, aggs }, signal)
    return { counts: byKey(found), all: byKey(found.all.dated) }
  }

  return async (
    { conjuncts, matching, count }: HistogramQuery,
    signal?: AbortSignal,
  ): Promise<Histogram> => {
    const { first, last, undated } = matching
    const query = conjunctionOf(conjuncts)
    const isDated = first.value !== null && last.value !== null
    const span = [first.value ?? 0, last.value ?? 0] as const
    const interval = isDated ? intervalOf(...span, await monthsOfAll(signal)) : 'month'
    const copies = async (some: EngineQuery) =>
      count === 'stories' ? surplusOf(some, interval, signal) : NO_COPIES
    const ofMatches = await copies(query)
    const rest = undated.doc_count - ofMatches.of(UNDATED)
    if (!isDated) return { interval, buckets: [], undated: rest }
    const [{ counts, all }, ofAll] = await Promise.all([
      countAll(query, span, interval, signal),
      copies(within(span, interval).dated.filter),
    ])
    return {
      interval,
      buckets: toBuckets(
        span,
        interval,
        withoutCopies(counts, ofMatches),
        withoutCopies(all, ofAll),
      ),
      undated: rest,
    }
  }
}

interface HistogramQuery {
  conjuncts: Conjunct[]
  matching: TimeAggregation
  count: CountUnit | undefined
}

type StoryInTime = Buckets & { undated: { doc_count: number } }

/** No key of a bucket. */
const UNDATED = ''
const NO_COPIES = new Surplus()

const withoutCopies = (counts: ReadonlyMap<string, number>, copies: Surplus) =>
  new Map([...counts].map(([key, count]) => [key, count - copies.of(key)]))

const overTime = (interval: Interval) => ({
  inTime: {
    date_histogram: {
      field: ENGINE_FIELDS.date,
      calendar_interval: interval,
      format: FORMATS[interval],
      min_doc_count: 1,
    },
  },
})

/** Matches the whole buckets from first to last. */
function within([first, last]: readonly [number, number], interval: Interval) {
  const from = keyOf(first, interval)
  const range = { gte: Date.parse(from), lt: endOf(keyOf(last, interval), interval) }
  return {
    dated: {
      filter: { range: { [ENGINE_FIELDS.date]: { ...range, format: 'epoch_millis' } } },
      aggs: overTime(interval),
    },
  }
}

const byKey = ({ inTime }: Buckets) =>
  new Map(inTime.buckets.map(({ key_as_string, doc_count }) => [key_as_string, doc_count]))
