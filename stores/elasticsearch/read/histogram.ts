import type { Conjunct } from '#core/query/conjuncts.ts'
import { parsePeriod } from '#core/period.ts'
import type { Histogram } from '#core/search.ts'
import { intervalOf, keysBetween } from '../../shared/histogram.ts'
import type { Connection } from '../connection.ts'
import type { Names } from '../index-names.ts'
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
  first: { min: { field: 'publishedAt' } },
  last: { max: { field: 'publishedAt' } },
  undated: { missing: { field: 'publishedAt' } },
}

interface HistogramAggregations {
  inTime: Buckets
  all: { dated: { inTime: Buckets } }
}

interface Buckets {
  buckets: { key_as_string: string; doc_count: number }[]
}

const FORMATS = { day: 'yyyy-MM-dd', month: 'yyyy-MM', year: 'yyyy' }

export function createHistogram(connection: Connection, names: Names) {
  return async (
    conjuncts: Conjunct[],
    { first, last, undated }: TimeAggregation,
    signal?: AbortSignal,
  ): Promise<Histogram> => {
    const counted = { undated: undated.doc_count }
    if (first.value === null || last.value === null) {
      return { interval: 'month', buckets: [], ...counted }
    }
    const interval = intervalOf(first.value, last.value)
    const keys = keysBetween(first.value, last.value, interval)
    const { aggregations } = await search<never, HistogramAggregations>(
      connection,
      { index: names.articles, ...histogramRequest(conjuncts, interval, keys) },
      signal,
    )
    const counts = byKey(aggregations!.inTime)
    const all = byKey(aggregations!.all.dated.inTime)
    const buckets = keys.map((key) => ({
      key,
      count: counts.get(key) ?? 0,
      all: all.get(key) ?? 0,
    }))
    return { interval, buckets, ...counted }
  }
}

function histogramRequest(conjuncts: Conjunct[], interval: Histogram['interval'], keys: string[]) {
  const inTime = {
    date_histogram: {
      field: 'publishedAt',
      calendar_interval: interval,
      format: FORMATS[interval],
      min_doc_count: 1,
    },
  }
  const span = { gte: parsePeriod(keys[0]!)!.start, lt: parsePeriod(keys.at(-1)!)!.end }
  const dated = { range: { publishedAt: { ...span, format: 'epoch_millis' } } }
  return {
    size: 0,
    track_total_hits: false,
    query: conjunctionOf(conjuncts),
    aggs: { inTime, all: { global: {}, aggs: { dated: { filter: dated, aggs: { inTime } } } } },
  }
}

function byKey({ buckets }: Buckets): Map<string, number> {
  return new Map(buckets.map(({ key_as_string, doc_count }) => [key_as_string, doc_count]))
}
