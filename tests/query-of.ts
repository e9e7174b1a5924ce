import { parseQuery } from '#core/query/parse.ts'
import type { Query } from '#core/query/tree.ts'
import { withAbsoluteDates } from '#core/query/when.ts'

/** What a person typed, as stores take it. */
export function queryOf(text: string): Query | null {
  const { query } = parseQuery(text)
  return query && withAbsoluteDates(query, new Date())
}
