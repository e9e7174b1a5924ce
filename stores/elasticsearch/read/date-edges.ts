import type { estypes } from '@elastic/elasticsearch'
import { ENGINE_FIELDS } from '../mapping.ts'

export interface Edge {
  /** Undefined if no article has a date. */
  value_as_string?: string
}

/** Aggregates the earliest or latest day of the articles. */
export function edge(order: 'asc' | 'desc'): estypes.AggregationsAggregationContainer {
  const field = { field: ENGINE_FIELDS.date }
  return order === 'asc' ? { min: field } : { max: field }
}

export const dayOf = ({ value_as_string }: Edge): string | null => value_as_string ?? null
