import type { GraphStore } from '#core/graph.ts'
import { type ParsedQuery, parseQuery } from '#core/query/parse.ts'
import { resolveNames } from '#core/query/resolve.ts'
import { leavesOf } from '#core/query/tree.ts'
import { withAbsoluteDates } from '#core/query/when.ts'
import type { Filters, Search } from '#core/search.ts'
import type { Warning } from '#core/page.ts'

export interface ReadQuery {
  /** Its query is null if nothing was typed. */
  search: Search
  warnings: Warning[]
}

/** Parses a query as typed into the search box; uses the graph only if it contains names. */
export async function readQuery(
  written: string,
  withGraph: <T>(work: (graph: GraphStore) => Promise<T>) => Promise<T>,
  filters: Filters = { fields: {} },
): Promise<ReadQuery> {
  const parsed = parseQuery(written)
  const { query, warnings } = namesSomebody(parsed)
    ? await withGraph((graph) => resolveNames(parsed, graph))
    : parsed
  const dated = query && withAbsoluteDates(query, new Date())
  return { search: { query: dated, filters }, warnings }
}

function namesSomebody({ query }: ParsedQuery): boolean {
  return query !== null && leavesOf(query).some(({ type }) => type === 'entity')
}
