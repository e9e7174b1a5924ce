import type { Context } from 'hono'
import type { GraphStore } from '#core/graph.ts'
import type { Page } from '#core/page.ts'
import {
  QUOTE_SORTS,
  type Filters,
  type Quote,
  type QuotesQuery,
  type SearchStore,
} from '#core/search.ts'
import { filterParameters, toFilters } from '../filters.ts'
import { Cursor, Size, oneOf, parameters } from '../parameters.ts'
import { resolveFilters } from '../http/redirects.ts'

/** Parameters of a list of quotations. */
export const quoteParameters = parameters({
  ...filterParameters,
  marks: oneOf(['all', 'with', 'without']).default('all').openapi({
    description: 'Only what stands in quotation marks, or only what is told without',
    example: 'with',
  }),
  sort: oneOf(QUOTE_SORTS)
    .default('newest')
    .openapi({ description: 'The order of the list', example: 'oldest' }),
  size: Size,
  cursor: Cursor,
})

interface QuoteParameters
  extends Omit<Filters, 'fields'>, Pick<QuotesQuery, 'sort' | 'size' | 'cursor'> {
  marks: 'all' | 'with' | 'without'
}

/** Quotations of an entity; ids in the filters are resolved. */
export async function readQuotes(
  entity: string,
  c: Context,
  values: QuoteParameters,
  { search, graph }: { search: SearchStore; graph: GraphStore },
): Promise<Page<Quote>> {
  const { marks, sort, size, cursor } = values
  const { signal } = c.req.raw
  const asked = toFilters(c.req.url, values)
  const { value: filters, warnings } = await resolveFilters(asked, graph, signal)
  const direct = marks === 'all' ? undefined : marks === 'with'
  const page = await search.quotes({ entity, direct, filters, sort, size, cursor }, signal)
  return { ...page, warnings: [...warnings, ...page.warnings] }
}
