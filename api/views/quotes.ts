import type { Context } from 'hono'
import type { GraphStore } from '#core/graph.ts'
import type { Page, Warning } from '#core/page.ts'
import { QUOTE_SORTS, type Quote, type QuotesQuery, type SearchStore } from '#core/search.ts'
import { type FilterValues, filterParameters, toFilters } from '../filters.ts'
import { Cursor, Size, oneOf, parameters } from '../parameters.ts'
import { resolveFilters } from '../http/redirects.ts'

/** Parameters of lists and files of what one entity said. */
export const quoteFilters = {
  ...filterParameters,
  marks: oneOf(['all', 'with', 'without']).default('all').openapi({
    description: 'Only what stands in quotation marks, or only what is told without',
    example: 'with',
  }),
  sort: oneOf(QUOTE_SORTS)
    .default('newest')
    .openapi({ description: 'The order of the list', example: 'oldest' }),
}

/** Parameters of a list of quotations. */
export const quoteParameters = parameters({ ...quoteFilters, size: Size, cursor: Cursor })

interface QuoteFilters extends FilterValues, Pick<QuotesQuery, 'sort'> {
  marks: 'all' | 'with' | 'without'
}

type QuoteParameters = QuoteFilters & Pick<QuotesQuery, 'size' | 'cursor'>

/** What a store is asked for; ids in the filters are resolved. */
export async function toQuotesQuery(
  entity: string,
  c: Context,
  values: QuoteFilters,
  graph: GraphStore,
): Promise<{ query: Omit<QuotesQuery, 'size' | 'cursor'>; warnings: Warning[] }> {
  const asked = toFilters(c.req.url, values)
  const { value: filters, warnings } = await resolveFilters(asked, graph, c.req.raw.signal)
  const { marks, sort } = values
  const direct = marks === 'all' ? undefined : marks === 'with'
  return { query: { entity, direct, filters, sort }, warnings }
}

/** Quotations of an entity; ids in the filters are resolved. */
export async function readQuotes(
  entity: string,
  c: Context,
  values: QuoteParameters,
  { search, graph }: { search: SearchStore; graph: GraphStore },
): Promise<Page<Quote>> {
  const { size, cursor } = values
  const { query, warnings } = await toQuotesQuery(entity, c, values, graph)
  const page = await search.quotes({ ...query, size, cursor }, c.req.raw.signal)
  return { ...page, warnings: [...warnings, ...page.warnings] }
}
