import { type Conjunct } from '#core/query/conjuncts.ts'
import type { Histogram } from '#core/search.ts'
import { endOf, intervalOf, keyOf, toBuckets } from '../../shared/histogram.ts'
import type { Connection } from '../connection.ts'
import type { Names } from '../index-names.ts'
import { ENGINE_FIELDS } from '../mapping.ts'
import { search } from './paging.ts'
import { conjunctionOf } from './query.ts'

export interface TimeAggregation {
  doc_count: number
  first: { value: number | null }
  last: { value: number | null }
  undated: { doc_count: number }
}

/** What a histogram needs to know of the matches before it is asked for. */
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

  return async (
    conjuncts: Conjunct[],
    { first, last, undated: { doc_count: undated } }: TimeAggregation,
    signal?: AbortSignal,
  ): Promise<Histogram> => {
    if (first.value === null || last.value === null) {
      return { interval: 'month', buckets: [], undated }
    }
    const span = [first.value, last.value] as const
    const interval = intervalOf(...span, await monthsOfAll(signal))
    const query = conjunctionOf(conjuncts)
    const aggs = { ...overTime(interval), all: { global: {}, aggs: within(span, interval) } }
    const found = await ask<Buckets & { all: { dated: Buckets } }>({ query, aggs }, signal)
    const [counts, all] = [byKey(found), byKey(found.all.dated)]
    return { interval, buckets: toBuckets(span, interval, counts, all), undated }
  }
}

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

/** Whole buckets of the archive. */
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
