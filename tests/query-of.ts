import { parseQuery } from '#core/query/parse.ts'
import { type Query, mapLeaves } from '#core/query/tree.ts'
import { withAbsoluteDates } from '#core/query/when.ts'

/** What a person typed, as stores take it; entities are given by their ids. */
export function queryOf(text: string): Query | null {
  const { query } = parseQuery(text)
  return query && withAbsoluteDates(mapLeaves(query, withIds), new Date())
}

const withIds = (leaf: Query): Query =>
  leaf.type === 'entity' ? { ...leaf, ids: [leaf.name] } : leaf
