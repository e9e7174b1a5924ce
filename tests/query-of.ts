import { parseQuery } from '#core/query/parse.ts'
import { type Query, mapLeaves } from '#core/query/tree.ts'
import { withAbsoluteDates } from '#core/query/when.ts'

/** A typed query as stores receive it; entities are given by id. */
export function queryOf(text: string): Query | null {
  const { query } = parseQuery(text)
  return query && withAbsoluteDates(mapLeaves(query, withIds), new Date())
}

const withIds = (leaf: Query): Query =>
  leaf.type === 'entity' ? { ...leaf, ids: [leaf.name] } : leaf
