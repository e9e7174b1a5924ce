import type { estypes } from '@elastic/elasticsearch'

/** An answer to `edge`. */
export type Edge = { hits: { hits: { fields?: Record<string, string[]> }[] } }

/** The earliest or latest date, as written: written dates sort by time, a day before any moment of it. */
export function edge(order: 'asc' | 'desc'): estypes.AggregationsAggregationContainer {
  const sort = [{ 'publishedAt.written': { order, missing: '_last' } }]
  return { top_hits: { size: 1, _source: false, docvalue_fields: ['publishedAt.written'], sort } }
}

export function writtenAt({ hits }: Edge): string | null {
  return hits.hits[0]?.fields?.['publishedAt.written']?.[0] ?? null
}
